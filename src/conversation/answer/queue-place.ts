import type { Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { DutyStore, ReadStore } from '../../ports.ts';
import type { AnswerTools } from './answer-tools.ts';
import type { Draft } from '../draft.ts';
import { whenSomebodyComes } from '../waiting/shift-promise.ts';

type Reads = Pick<ReadStore, 'conversations' | 'openHandoff'> &
  Pick<DutyStore, 'deskSetup' | 'presences'>;

/** Beyond this nobody is told a number: it would only frighten. */
const MOST_TOLD = 50;
/** Waits are compared over the latest so many conversations that agents have taken. */
const COMPARED = 10;
const FEWEST_COMPARED = 3;
const RECENT_MS = 3 * 3_600_000;
const MINUTE_MS = 60_000;
/** Told in steps of five minutes: nobody knows it better. */
const STEP_MINUTES = 5;
const LONGEST_TOLD_MINUTES = 120;
/** Whoever asks again and again is told again after this. */
const TOLD_AGAIN_MS = 3 * MINUTE_MS;

const ASKS =
  /มีใคร|ใครอยู่|(?:มี|ยัง)?อยู่ไหม|นานไหม|อีกนาน|นานแค่ไหน|กี่นาที|กี่โมง|คิว|ตอบ(?:ด้วย|หน่อย|ที)|ยังรอ|รออยู่|รอนาน|ทำไมเงียบ|\b(?:anyone|anybody|hello\?|how long|still (?:here|waiting)|are you there)\b/i;

/** Whether somebody who waits wants to know whether anybody is there, or how long it takes. */
export const asksForPlace = (text: string): boolean => ASKS.test(text);

/**
 * Tells a person who waits how many wait longer, and how long people have waited lately; or, when
 * nobody is there, when somebody will be.
 */
export async function tellPlace(
  tools: Pick<AnswerTools, 'engine'> & { readonly store: Reads },
  draft: Draft,
  now: Instant,
): Promise<void> {
  const { conversation } = draft;
  const { control, language } = conversation;
  if (control.holder !== 'queue') return;
  if (control.toldAt !== undefined && now - control.toldAt < TOLD_AGAIN_MS) return;
  const when = await whenSomebodyComes(tools.store, language, now);
  const bubbles =
    when === null
      ? await placeInWords(tools, conversation, control.since, now)
      : tools.engine.phrase('queue_closed', language, { when });
  draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text: bubbles.join('\n') }, now);
  draft.update({ control: { ...control, toldAt: now } });
}

async function placeInWords(
  tools: Parameters<typeof tellPlace>[0],
  conversation: Conversation,
  since: Instant,
  now: Instant,
): Promise<string[]> {
  const { language } = conversation;
  const ahead = await waitingLonger(tools.store, conversation, since);
  const minutes = await usualWait(tools.store, now);
  const phrase = ahead === 0 ? 'queue_next' : ahead > MOST_TOLD ? 'queue_long' : 'queue_place';
  return [
    ...tools.engine.phrase(phrase, language, { ahead }),
    ...(minutes === null ? [] : tools.engine.phrase('queue_minutes', language, { minutes })),
  ];
}

async function waitingLonger(store: Reads, { id }: Conversation, since: Instant): Promise<number> {
  const { items } = await store.conversations({ control: 'queue', limit: MOST_TOLD + 1 });
  return items.filter(
    ({ id: other, control }) =>
      other !== id && control.holder === 'queue' && control.since <= since,
  ).length;
}

/** Half of those whom agents took lately had waited no longer, in minutes; null: too few to tell. */
async function usualWait(store: Reads, now: Instant): Promise<number | null> {
  const { items } = await store.conversations({ control: 'agent', limit: COMPARED });
  const waits: number[] = [];
  for (const { id } of items) {
    const handoff = await store.openHandoff(id);
    if (handoff?.status !== 'assigned' || now - handoff.assignedAt >= RECENT_MS) continue;
    waits.push(handoff.assignedAt - handoff.requestedAt);
  }
  waits.sort((a, b) => a - b);
  if (waits.length < FEWEST_COMPARED) return null;
  const median = waits[Math.floor(waits.length / 2)] ?? 0;
  const minutes = Math.max(1, Math.ceil(median / MINUTE_MS / STEP_MINUTES)) * STEP_MINUTES;
  return minutes > LONGEST_TOLD_MINUTES ? null : minutes;
}
