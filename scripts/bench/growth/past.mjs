// Invented conversations of the last 400 days, the same for the same seed: most are short, a few very
// long; in the newest hours some wait in the queue or are held by an agent.
import { newConversation } from '../../../src/domain/conversation.ts';
import { makeReferenceCode } from '../../../src/domain/reference-code.ts';
import { conversationOf } from '../../../src/messenger/events.ts';
import { chanceOf } from './chance.mjs';

export const PAGE = '1212';
const DAY_MS = 24 * 3_600_000;
const SPAN_MS = 400 * DAY_MS;
const LONGEST = 300;
const WORDS =
  'สั่งของ แล้ว ไม่ได้ โอนเงิน ทาง กสิกร ร้าน เสื้อ น้องมะลิ บล็อก หนี เบอร์ ครับ ค่ะ แจ้งความ ออนไลน์ คืนเงิน ติดต่อ เลย ช่วยด้วย พัสดุ ปลายทาง หลอก ลงทุน กู้ ธนาคาร สลิป เมื่อวาน';
const THAI = WORDS.split(' ');

/** @yields {object} one conversation after the other, oldest first, until `lines` lines are reached */
export function* pasts({ lines, now, staff }) {
  const chance = chanceOf(lines);
  const references = new Set();
  let written = 0;
  for (let index = 0; written < lines; index += 1) {
    const length = Math.min(LONGEST, lines - written, Math.floor(3 / chance() ** 0.75));
    const at = now - SPAN_MS * (1 - written / lines) * 0.999;
    const past = pastOf({ index, length: Math.max(1, length), at, now, staff, chance, references });
    written += past.messages.length;
    yield past;
  }
}

function pastOf({ index, length, at, now, staff, chance, references }) {
  const psid = String(10_000_000 + index);
  const id = conversationOf(PAGE, psid);
  const idOf = (kind, seq) => `0-${String(index).padStart(8, '0')}-${kind}${seq}`;
  const messages = [];
  const outbox = [];
  const events = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const message = lineOf({ id: idOf('m', seq), conversation: id, seq, at: at + seq, chance });
    messages.push(message);
    if (message.direction === 'in') events.push(eventOf(message, psid, idOf('e', seq)));
    else outbox.push(outboxOf(message, psid, chance));
  }
  const reference = chance() < 0.2 ? referenceFor(at, chance, references) : null;
  const control = controlOf({ chance, staff, at, handoff: idOf('h', 1) });
  const last = messages.at(-1);
  return {
    conversation: {
      ...newConversation(id, PAGE, psid, Math.round(at)),
      version: 1,
      control,
      name: `คุณ${word(chance)} ${psid}`,
      problemType: 'not_received',
      caseReferences: reference === null ? [] : [reference],
      windowOpenedAt: now,
      lastMessage: { from: 'consumer', text: last.content.text, at: Math.round(at) },
      messageCount: length,
      resolvedAt: control.holder === 'bot' && chance() < 0.2 ? Math.round(at) : null,
      updatedAt: Math.round(at + length),
    },
    messages,
    outbox,
    events,
    cases: reference === null ? [] : [caseOf(reference, id, Math.round(at), chance)],
    handoffs: control.holder === 'bot' ? [] : [handoffOf(control, id)],
    evidence: chance() < 0.3 ? [evidenceOf(idOf('v', 1), messages[0], reference)] : [],
    unanswered:
      chance() < 0.02
        ? [{ id: idOf('u', 1), conversationId: id, text: words(chance, 6), at: Math.round(at) }]
        : [],
    live:
      now - at < DAY_MS
        ? messages.map(({ seq }) => ({
            id: idOf('l', seq),
            at: Math.round(at),
            topic: 'conversation',
            subject: id,
          }))
        : [],
  };
}

function lineOf({ id, conversation, seq, at, chance }) {
  const base = { id, conversationId: conversation, seq, at: Math.round(at) };
  const which = seq === 1 ? 0 : chance();
  if (which < 0.42) {
    const text = `${words(chance, 3 + chance() * 12)} 08${String(Math.floor(chance() * 1e8)).padStart(8, '0')}`;
    const content = { kind: 'text', text };
    return { ...base, direction: 'in', author: { kind: 'consumer' }, content, mid: `m_${id}` };
  }
  const author =
    which < 0.95 ? { kind: 'bot' } : { kind: 'agent', staffId: 'somebody', name: 'สมหญิง' };
  const content = { kind: 'text', text: words(chance, 10 + chance() * 10) };
  const delivery = { status: 'queued' };
  return { ...base, direction: 'out', author, content, delivery };
}

function outboxOf({ id, conversationId, seq, at, content }, psid, chance) {
  const parked = chance() < 0.002;
  const message = {
    id,
    conversationId,
    pageId: PAGE,
    psid,
    seq,
    sender: 'bot',
    content,
    createdAt: at,
    attempts: 0,
  };
  const outcome = parked
    ? { status: 'parked', reason: 'window_closed' }
    : { status: 'sent', at, mid: `m_${id}` };
  return { message, outcome };
}

function eventOf({ at, mid, content, conversationId }, psid, id) {
  return {
    id,
    key: `message:${mid}`,
    kind: 'utterance',
    conversationId,
    pageId: PAGE,
    psid,
    at,
    receivedAt: at,
    raw: { message: { mid, text: content.text } },
  };
}

function controlOf({ chance, staff, at, handoff }) {
  const since = Math.round(at);
  const which = chance();
  if (which < 0.01) return { holder: 'queue', handoffId: handoff, since };
  if (which > 0.025) return { holder: 'bot' };
  const staffId = which < 0.015 ? staff : 'somebody';
  return { holder: 'agent', staffId, name: 'สมหญิง', handoffId: handoff, since };
}

function handoffOf(control, conversationId) {
  const base = {
    id: control.handoffId,
    conversationId,
    reason: 'asked_for_human',
    reference: null,
    requestedAt: control.since,
  };
  return control.holder === 'queue'
    ? { ...base, status: 'pending' }
    : { ...base, status: 'assigned', staffId: control.staffId, assignedAt: control.since };
}

function caseOf(reference, conversationId, at, chance) {
  return {
    reference,
    version: 1,
    type: 'not_received',
    status: chance() < 0.7 ? 'resolved' : 'received',
    holder: '1212',
    urgent: false,
    language: 'th',
    facts: {
      amount: {
        value: Math.floor(chance() * 1e5),
        source: { by: 'consumer', messageId: null, at },
      },
    },
    parties: [{ role: 'seller', kind: 'name', value: words(chance, 2) }],
    conversations: [conversationId],
    secretHash: 'f'.repeat(64),
    history: [{ at, status: 'received', holder: '1212', by: 'bot' }],
    createdAt: at,
    updatedAt: at,
  };
}

function evidenceOf(id, { conversationId, id: messageId, at }, reference) {
  return {
    id,
    conversationId,
    messageId,
    reference,
    kind: 'payment_proof',
    sha256: 'a'.repeat(64),
    mediaType: 'image/png',
    bytes: 70,
    type: 'image',
    origin: 'scontent.example.org',
    receivedAt: at,
  };
}

function referenceFor(at, chance, taken) {
  for (;;) {
    const reference = makeReferenceCode(Math.round(at), chance);
    if (taken.has(reference)) continue;
    taken.add(reference);
    return reference;
  }
}

function word(chance) {
  return THAI[Math.floor(chance() * THAI.length)];
}

function words(chance, count) {
  return Array.from({ length: count }, () => word(chance)).join('');
}
