/** Invented records for the store's contract: each call makes a new one. */
import type { Case } from '../../src/domain/case.ts';
import { newConversation, type Conversation } from '../../src/domain/conversation.ts';
import type { StoredEvidence } from '../../src/domain/evidence.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import {
  conversationId,
  evidenceId,
  handoffId,
  messageId,
  referralId,
  staffId,
  type ConversationId,
} from '../../src/domain/ids.ts';
import type { IntakeEvent } from '../../src/domain/intake-event.ts';
import type { LiveEvent } from '../../src/domain/live-event.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import type { OutboxMessage } from '../../src/domain/outbox.ts';
import { makeReferenceCode } from '../../src/domain/reference-code.ts';
import type { Referral } from '../../src/domain/referral.ts';
import type { Session, Staff } from '../../src/domain/staff.ts';
import type { Timer } from '../../src/domain/timer.ts';
import { systemIds } from '../../src/assembly/system.ts';

export const NOW = Date.UTC(2026, 10, 24, 5);
export const LEASE = 60_000;

export function aPerson(): { readonly id: ConversationId; readonly psid: string } {
  const psid = String(Math.floor(systemIds.random() * 1e15));
  return { id: conversationId(`1212:${psid}`), psid };
}

type Person = ReturnType<typeof aPerson>;

export function anEvent(person: Person, fields: Partial<IntakeEvent> = {}): IntakeEvent {
  const id = systemIds.next();
  return {
    id,
    key: `message:${id}`,
    kind: 'utterance',
    conversationId: person.id,
    pageId: '1212',
    psid: person.psid,
    at: NOW,
    receivedAt: NOW,
    raw: { message: { text: 'สั่งของแล้วไม่ได้ของ', 'odd.key': { $odd: 1 } } },
    ...fields,
  };
}

export function aConversation(person: Person, fields: Partial<Conversation> = {}): Conversation {
  return { ...newConversation(person.id, '1212', person.psid, NOW), version: 1, ...fields };
}

export function aBotLine(person: Person, seq: number, text = 'สวัสดีค่ะ') {
  const id = messageId(systemIds.next());
  const line: ThreadMessage = {
    id,
    conversationId: person.id,
    seq,
    at: NOW,
    direction: 'out',
    author: { kind: 'bot' },
    content: { kind: 'text', text },
    delivery: { status: 'queued' },
  };
  const queued: OutboxMessage = {
    id,
    conversationId: person.id,
    pageId: '1212',
    psid: person.psid,
    seq,
    sender: 'bot',
    content: { kind: 'text', text },
    createdAt: NOW,
    attempts: 0,
  };
  return { id, line, queued };
}

/** A line that the person wrote. */
export function aConsumerLine(person: Person, seq: number, text: string): ThreadMessage {
  return {
    id: messageId(systemIds.next()),
    conversationId: person.id,
    seq,
    at: NOW,
    direction: 'in',
    author: { kind: 'consumer' },
    content: { kind: 'text', text },
    mid: null,
  };
}

export function aHandoff(person: Person): Handoff {
  return {
    id: handoffId(systemIds.next()),
    conversationId: person.id,
    reason: 'asked_for_human',
    reference: null,
    requestedAt: NOW,
    status: 'pending',
  };
}

export function aCase(person: Person, fields: Partial<Case> = {}): Case {
  return {
    reference: makeReferenceCode(NOW, () => systemIds.random()),
    version: 1,
    type: 'not_received',
    status: 'received',
    holder: '1212',
    urgent: false,
    language: 'th',
    facts: {
      amount: { value: 1500, source: { by: 'consumer', messageId: null, at: NOW } },
    },
    parties: [{ role: 'seller', kind: 'name', value: 'ร้านเสื้อน้องมะลิ' }],
    conversations: [person.id],
    secretHash: 'f'.repeat(64),
    history: [{ at: NOW, status: 'received', holder: '1212', by: 'bot' }],
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  };
}

export function anEvidence(person: Person, fields: Partial<StoredEvidence> = {}): StoredEvidence {
  return {
    id: evidenceId(systemIds.next()),
    conversationId: person.id,
    messageId: messageId(systemIds.next()),
    reference: null,
    kind: 'payment_proof',
    sha256: 'a'.repeat(64),
    mediaType: 'image/png',
    bytes: 70,
    type: 'image',
    origin: 'scontent.example.org',
    receivedAt: NOW,
    ...fields,
  };
}

export function aLiveEvent(person: Person): LiveEvent {
  return { id: systemIds.next(), at: Date.now(), topic: 'conversation', subject: person.id };
}

export function aReferral(record: Case, fields: Partial<Referral> = {}): Referral {
  return {
    id: referralId(systemIds.next()),
    version: 1,
    reference: record.reference,
    agency: 'ocpb',
    status: 'preparing',
    mail: { to: 'desk@example.go.th', round: 1, attempts: 0, problem: null, nextTryAt: NOW },
    note: 'โปรดพิจารณา',
    linkNonce: systemIds.next(),
    linkExpiresAt: NOW + 1_000,
    overdueSince: null,
    history: [{ at: NOW, status: 'preparing', by: 'staff', name: 'สมหญิง ใจดี', note: null }],
    createdBy: staffId(systemIds.next()),
    createdAt: NOW,
    updatedAt: NOW,
    ...fields,
  };
}

export function aTimer(fields: Partial<Timer> = {}): Timer {
  const id = systemIds.next();
  return {
    id: `ask_solved:${id}`,
    kind: 'ask_solved',
    subject: id,
    dueAt: NOW,
    data: { status: 'resolved', since: NOW, asked: false, note: null },
    ...fields,
  };
}

export function aMember(fields: Partial<Staff> = {}): Staff {
  const id = systemIds.next();
  return {
    id: staffId(id),
    username: `user-${id}`,
    name: 'สมหญิง ใจดี',
    role: 'agent',
    passwordHash: 'hash',
    disabledAt: null,
    createdAt: NOW,
    ...fields,
  };
}

export function aSession(member: Staff): Session {
  return {
    tokenHash: systemIds.next(),
    csrfToken: 'csrf',
    staffId: member.id,
    createdAt: NOW,
    expiresAt: Date.now() + 3_600_000,
  };
}
