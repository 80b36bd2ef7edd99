import { conversationId, type ConversationId, type Instant } from '../domain/ids.ts';
import type { KeptCase } from '../domain/erasure.ts';
import type { Timer } from '../domain/timer.ts';
import type { Change, Store } from '../ports.ts';
import { ERASE_AFTER_MS } from './ask-erasure.ts';
import { casesOf, isOnlyOf, obstacles } from './erase.ts';

/** How long a wish that staff have to decide rests before the desk is reminded of it again. */
const REMIND_AFTER_MS = 7 * 24 * 60 * 60_000;

/** A person's wish to be erased, as it stands. */
export interface ErasureRequest {
  readonly conversation: ConversationId;
  readonly name: string | null;
  readonly psid: string;
  readonly askedAt: Instant;
  /** When it is done by itself; null: staff decide, since something is to be kept. */
  readonly dueAt: Instant | null;
  /** What stands in the way now; empty: nothing does any more. */
  readonly kept: readonly KeptCase[];
}

export const undecidedId = (id: ConversationId) => `decide_erasure:${id}`;
export const dueId = (id: ConversationId) => `erase_conversation:${id}`;

/** Set when a person asks to be erased and a case is in the way: a supervisor decides. */
export function undecidedTimer(id: ConversationId, now: Instant): Timer {
  return {
    id: undecidedId(id),
    kind: 'decide_erasure',
    subject: id,
    dueAt: now + REMIND_AFTER_MS,
    data: { askedAt: now },
  };
}

/** Nobody has decided for days: the wish stays, and every desk reads its list again. */
export function remindOfErasure(ids: { next(): string }) {
  return (timer: Timer, now: Instant): Promise<Change> =>
    Promise.resolve({
      timers: [{ ...timer, dueAt: now + REMIND_AFTER_MS }],
      live: [{ id: ids.next(), at: now, topic: 'conversation', subject: timer.subject }],
    });
}

type Reading = Pick<Store, 'conversation' | 'caseByReference' | 'timersOf' | 'timersNamed'>;

/** The wish of one person; null when there is none. */
export async function erasureRequestOf(
  store: Reading,
  id: ConversationId,
): Promise<ErasureRequest | null> {
  const timers = await store.timersOf(id);
  const timer = [dueId(id), undecidedId(id)].flatMap(
    (name) => timers.find((one) => one.id === name) ?? [],
  )[0];
  return timer === undefined ? null : requestOf(store, timer);
}

/** Wishes that are done soon, then those that staff have to decide, soonest first; at most `limit` each. */
export async function erasureRequests(store: Reading, limit: number): Promise<ErasureRequest[]> {
  const timers = [
    ...(await store.timersNamed('erase_conversation', limit)),
    ...(await store.timersNamed('decide_erasure', limit)),
  ];
  const found = await Promise.all(timers.map((timer) => requestOf(store, timer)));
  return found.flatMap((request) => request ?? []);
}

async function requestOf(store: Reading, timer: Timer): Promise<ErasureRequest | null> {
  const talk = await store.conversation(conversationId(timer.subject));
  if (talk === null) return null;
  const due = timer.kind === 'erase_conversation';
  const asked = timer.data['askedAt'];
  const cases = await casesOf(store, talk);
  return {
    conversation: talk.id,
    name: talk.name,
    psid: talk.psid,
    askedAt: typeof asked === 'number' ? asked : timer.dueAt - ERASE_AFTER_MS,
    dueAt: due ? timer.dueAt : null,
    kept: obstacles(cases.filter((record) => isOnlyOf(record, talk.id))),
  };
}
