import { newCase } from '../casework/new-case.ts';
import type { DialogEngine } from '../dialog/engine.ts';
import { newMemory, type DialogMemory } from '../dialog/turn.ts';
import type { Case } from '../domain/case.ts';
import { newConversation, type Conversation } from '../domain/conversation.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Handoff } from '../domain/handoff.ts';
import { evidenceId, handoffId, messageId, type Instant, type MessageId } from '../domain/ids.ts';
import type { IntakeEvent } from '../domain/intake-event.ts';
import type { IncomingContent, ReceivedAttachment } from '../domain/message.ts';
import { parseReferenceCode, type ReferenceCode } from '../domain/reference-code.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';
import type {
  Change,
  Clock,
  EvidenceDownloader,
  Ids,
  Log,
  MessengerSender,
  Store,
  TurnClaim,
} from '../ports.ts';
import type { Reading } from '../understanding/reading.ts';
import { Draft } from './draft.ts';
import { readEcho } from './echo.ts';
import { joinActions, readAction, type PersonAction } from './inputs.ts';
import { requestHandoff } from './request-handoff.ts';

export interface TakeTurnTools {
  readonly store: Store;
  readonly engine: DialogEngine;
  readonly understand: (text: string) => Reading;
  readonly download: EvidenceDownloader;
  readonly sender: Pick<MessengerSender, 'signal' | 'profileName'>;
  readonly appId: string | null;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** An action with its files fetched. */
interface Received extends PersonAction {
  readonly id: MessageId;
  readonly stored: readonly {
    readonly attachment: ReceivedAttachment;
    readonly evidence: Evidence | null;
  }[];
}

const LEASE_MS = 120_000;
const MOST_CONFLICTS = 5;
const OPENS_WINDOW = ['utterance', 'postback', 'referral', 'reaction'];

/**
 * Takes the turn of one conversation that is due: fetches files, lets the bot answer if it holds
 * the conversation, and commits everything at once.
 * @returns false when no turn was due
 */
export async function takeNextTurn(tools: TakeTurnTools): Promise<boolean> {
  const { store, clock, log } = tools;
  const claim = await store.claimTurn({ now: clock.now(), leaseMs: LEASE_MS });
  if (claim === null) return false;
  try {
    await takeTurn(tools, claim);
  } catch (error) {
    log.error('turn.failed', { conversation: claim.conversationId, attempt: claim.attempt, error });
    const wait = Math.min(600_000, 1_000 * 2 ** claim.attempt);
    await store.abandonTurn(claim, clock.now() + wait);
  }
  return true;
}

async function takeTurn(tools: TakeTurnTools, claim: TurnClaim): Promise<void> {
  const { store, log } = tools;
  const received: Received[] = [];
  for (const event of claim.events) {
    const action =
      event.kind === 'utterance' || event.kind === 'postback' ? readAction(event) : null;
    if (action !== null) received.push(await fetchFiles(tools, claim, action));
  }
  const psid = claim.events[0]?.psid ?? null;
  if (received.length > 0 && psid !== null) void tools.sender.signal(psid, 'mark_seen');
  for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
    const change = await decide(tools, claim, received);
    const result = await store.commit(change);
    if (result.status === 'committed') {
      log.info('turn.committed', {
        conversation: claim.conversationId,
        events: claim.events.length,
        replies: change.outbox?.length ?? 0,
      });
      return;
    }
    log.info('turn.repeated', { conversation: claim.conversationId, result: result.status });
    if (result.status === 'fenced') return;
  }
  throw new Error('The turn met a conflict at every try.');
}

/** Decides everything anew from what is stored now: a repeated turn repeats nothing outside. */
async function decide(
  tools: TakeTurnTools,
  claim: TurnClaim,
  received: readonly Received[],
): Promise<Change> {
  const { clock, ids } = tools;
  const now = clock.now();
  const before = await currentConversation(tools, claim, now);
  const draft = new Draft(before, () => ids.next());
  const work: Work = { cases: [], handoffs: [], evidence: [], unanswered: [] };
  const settled: NonNullable<Change['settled']>[number][] = [];

  for (const event of claim.events) {
    if (event.kind === 'echo') {
      const echo = readEcho(event, tools.appId);
      if (echo.status === 'ours') {
        settled.push({ id: echo.id, outcome: { status: 'sent', at: event.at, mid: echo.mid } });
      } else if (echo.status === 'elsewhere') {
        draft.addMirrored(echo.text, event.at, echo.mid);
        pauseBot(draft, work, handoffId(ids.next()), now);
      }
    }
    if (OPENS_WINDOW.includes(event.kind)) {
      const opened = draft.conversation.windowOpenedAt ?? 0;
      draft.update({ windowOpenedAt: Math.max(opened, event.at) });
    }
  }
  for (const action of received) {
    draft.addIncoming(contentOf(action), action.at, action.mid, action.id);
    for (const { evidence } of action.stored) if (evidence !== null) work.evidence.push(evidence);
  }
  for (const group of joinActions(received)) {
    if (draft.conversation.control.holder !== 'bot') break;
    await answer(tools, draft, work, group, now);
  }
  return {
    ...draft.commitAt(now),
    turn: claim,
    settled,
    unpark: claim.events.some((event) => OPENS_WINDOW.includes(event.kind)),
    cases: work.cases.map((next) => ({ expectedVersion: null, next })),
    handoffs: work.handoffs,
    evidence: work.evidence,
    unanswered: work.unanswered,
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: claim.conversationId }],
  };
}

interface Work {
  readonly cases: Case[];
  readonly handoffs: Handoff[];
  evidence: Evidence[];
  readonly unanswered: UnansweredQuestion[];
}

async function answer(
  tools: TakeTurnTools,
  draft: Draft,
  work: Work,
  group: readonly Received[],
  now: Instant,
): Promise<void> {
  const { engine, ids, store } = tools;
  const text = group.flatMap((action) => action.text || []).join('\n');
  const first = group[0];
  if (first === undefined) return;
  if (text === '' && group.every((item) => item.stored.length === 0) && first.payload === null) {
    return; // A sticker or a like alone asks for no answer.
  }
  const attachments = group.flatMap((action) => action.stored.map((item) => item.attachment));
  let opened: Case | null = null;
  const result = await engine.step(
    ids.next(),
    memoryOf(draft.conversation),
    { text, payload: first.payload, attachments, reading: tools.understand(text) },
    {
      openCase: (caseDraft) => {
        const { record, secret } = newCase(caseDraft, {
          conversationId: draft.conversation.id,
          messageId: first.id,
          language: draft.conversation.language,
          now,
          random: () => ids.random(),
        });
        opened = record;
        work.cases.push(record);
        return { reference: record.reference, secret };
      },
      findCase: async (code) => {
        const parsed = parseReferenceCode(code);
        if (parsed.status !== 'ok') return null;
        const found = await store.caseByReference(parsed.reference);
        return found?.conversations.includes(draft.conversation.id) === true
          ? { reference: found.reference, status: found.status }
          : null;
      },
    },
    draft.conversation.language,
  );
  const failed = attachments.some((attachment) => attachment.status === 'failed');
  if (failed)
    draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text: SEND_AGAIN[result.language] }, now);
  for (const reply of result.replies) draft.addOutgoing({ kind: 'bot' }, reply, now);
  draft.update({ dialog: { ...result.memory }, language: result.language });
  if (opened !== null) await attachCase(tools, draft, work, opened, now);
  for (const effect of result.effects) {
    switch (effect.kind) {
      case 'problem_type':
        draft.update({ problemType: effect.type, urgent: effect.urgent });
        break;
      case 'unanswered':
        work.unanswered.push({
          id: ids.next(),
          conversationId: draft.conversation.id,
          text: effect.text,
          at: now,
        });
        break;
      case 'handoff':
        keep(work, requestHandoff(draft, handoffId(ids.next()), effect.reason, now));
        break;
      case 'language':
        break;
    }
  }
}

const SEND_AGAIN = {
  th: 'ศูนย์เปิดไฟล์ที่ส่งมาไม่ได้ค่ะ\nกรุณาส่งใหม่อีกครั้ง เป็นรูปภาพหรือ PDF ขนาดไม่เกิน 25 MB',
  en: 'We could not open the file you sent. Please send it again as a picture or PDF of at most 25 MB.',
} as const;

/** The case takes what the person has sent in this conversation and no other case has. */
async function attachCase(
  tools: TakeTurnTools,
  draft: Draft,
  work: Work,
  record: Case,
  now: Instant,
): Promise<void> {
  const stored = await tools.store.evidenceOfConversation(draft.conversation.id);
  const free = [...stored, ...work.evidence].filter((item) => item.reference === null);
  work.evidence = free.map((item) => ({ ...item, reference: record.reference }));
  const references: ReferenceCode[] = [...draft.conversation.caseReferences, record.reference];
  draft.update({ caseReferences: references });
  draft.addNotice({ kind: 'case_opened', reference: record.reference }, now);
}

function keep(work: Work, handoff: Handoff | null): void {
  if (handoff !== null) work.handoffs.push(handoff);
}

/** Somebody answered in Business Suite or another app: the bot is silent until an agent gives back. */
function pauseBot(draft: Draft, work: Work, id: Handoff['id'], now: Instant): void {
  if (draft.conversation.control.holder !== 'bot') return;
  keep(work, requestHandoff(draft, id, 'answered_elsewhere', now));
  draft.addNotice({ kind: 'answered_elsewhere' }, now);
}

async function currentConversation(
  tools: TakeTurnTools,
  claim: TurnClaim,
  now: Instant,
): Promise<Conversation> {
  const known = await tools.store.conversation(claim.conversationId);
  if (known !== null) return known;
  const event = claim.events[0] as IntakeEvent;
  return newConversation(claim.conversationId, event.pageId, event.psid ?? '', now);
}

function memoryOf(conversation: Conversation): DialogMemory {
  return conversation.dialog === null
    ? newMemory()
    : { ...newMemory(), ...(conversation.dialog as Partial<DialogMemory>) };
}

async function fetchFiles(
  tools: TakeTurnTools,
  claim: TurnClaim,
  action: PersonAction,
): Promise<Received> {
  const { ids, clock } = tools;
  const id = messageId(ids.next());
  const stored: Received['stored'][number][] = [];
  for (const { type, url } of action.attachments) {
    const result =
      url === null
        ? ({ status: 'failed', reason: 'not_a_file' } as const)
        : await tools.download(url);
    if (result.status === 'failed') {
      stored.push({
        attachment: { status: 'failed', type, reason: result.reason },
        evidence: null,
      });
      continue;
    }
    const evidence: Evidence = {
      id: evidenceId(ids.next()),
      conversationId: claim.conversationId,
      messageId: id,
      reference: null,
      kind: null,
      sha256: result.sha256,
      mediaType: result.mediaType,
      bytes: result.bytes,
      type,
      origin: result.origin,
      receivedAt: clock.now(),
    };
    const { mediaType, bytes } = result;
    stored.push({
      attachment: { status: 'stored', type, evidenceId: evidence.id, mediaType, bytes },
      evidence,
    });
  }
  return { ...action, id, stored };
}

function contentOf(action: Received): IncomingContent {
  if (action.payload !== null) {
    return { kind: 'pressed', text: action.text, payload: action.payload };
  }
  if (action.stored.length > 0) {
    const attachments = action.stored.map((item) => item.attachment);
    return {
      kind: 'attachments',
      attachments,
      ...(action.text === '' ? {} : { text: action.text }),
    };
  }
  if (action.stickerId !== null) {
    return {
      kind: 'sticker',
      stickerId: action.stickerId,
      liked: action.stickerId.startsWith('369239'),
    };
  }
  return action.text === ''
    ? { kind: 'unsupported', what: 'message' }
    : { kind: 'text', text: action.text };
}
