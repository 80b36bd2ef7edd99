import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conversationId, type ConversationId, type Instant } from '../domain/ids.ts';
import type { IntakeEvent, IntakeKind } from '../domain/intake-event.ts';

const loose = z.record(z.string(), z.unknown());
const envelope = z.looseObject({ object: z.string(), entry: z.unknown().optional() });
const entry = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) });

export type ReadWebhook =
  | { readonly status: 'events'; readonly events: IntakeEvent[] }
  | { readonly status: 'other_object' };

/**
 * Turns a webhook body into one intake event an item. Never throws for an odd item: what is not
 * understood becomes an event of kind `ignored` and harms no neighbour.
 */
export function readWebhook(
  body: unknown,
  context: {
    readonly newId: () => string;
    readonly now: Instant;
    /** Our Page; what comes for another one is kept and never acted on. Null: any. */
    readonly ourPage?: string | null;
  },
): ReadWebhook {
  const parsed = envelope.safeParse(body);
  if (!parsed.success || parsed.data.object !== 'page') return { status: 'other_object' };
  const events: IntakeEvent[] = [];
  for (const rawEntry of listOf(parsed.data.entry)) {
    const page = entry.safeParse(rawEntry);
    const { id: pageId, ...lists } = page.success ? page.data : { id: '' };
    const before = events.length;
    for (const source of ['messaging', 'standby', 'changes'] as const) {
      for (const item of listOf(lists[source])) {
        events.push(read({ pageId, item, source, ...context }));
      }
    }
    // Something new, or nothing at all: kept whole, for the record.
    if (events.length === before) {
      events.push(read({ pageId, item: rawEntry, source: 'changes', ...context }));
    }
  }
  return { status: 'events', events };
}

/** A single thing counts as a list of one, nothing as an empty one. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

interface Item {
  readonly pageId: string;
  readonly item: unknown;
  readonly source: 'messaging' | 'standby' | 'changes';
  readonly newId: () => string;
  readonly now: Instant;
  readonly ourPage?: string | null;
}

function read({ pageId, item, source, newId, now, ourPage = null }: Item): IntakeEvent {
  const object = loose.safeParse(item);
  const raw = object.success ? object.data : { value: item };
  const seen = source === 'changes' ? 'ignored' : kindOf(raw);
  const kind: IntakeKind = source === 'standby' && !SAME_BESIDE.includes(seen) ? 'standby' : seen;
  const isOurs = ourPage === null || pageId === ourPage;
  const psid = isOurs ? personOf(raw, seen, pageId) : null;
  const at = instantOf(raw['timestamp']) ?? now;
  const watermark = watermarkOf(raw, seen);
  return {
    id: newId(),
    key: `${pageId}:${keyOf(raw, seen, kind === 'standby')}`,
    kind: psid === null ? 'ignored' : kind,
    conversationId: psid === null ? null : conversationOf(pageId, psid),
    pageId,
    psid,
    at,
    receivedAt: now,
    ...(watermark === null ? {} : { watermark: Math.min(watermark, now) }),
    raw,
  };
}

/** The same person and Page always have the same conversation, without asking the store. */
export function conversationOf(pageId: string, psid: string): ConversationId {
  const digest = createHash('sha256').update(`${pageId}:${psid}`).digest('hex');
  return conversationId(`c${digest.slice(0, 24)}`);
}

/** Kinds that say the same whoever holds the thread. */
const SAME_BESIDE: readonly IntakeKind[] = ['echo', 'unsend', 'delivery', 'read'];

function kindOf(raw: Record<string, unknown>): IntakeKind {
  const message = raw['message'];
  // As Instagram has it; for Pages Meta documents nothing.
  if (isObject(message) && message['is_deleted'] === true) return 'unsend';
  if (isObject(message)) return message['is_echo'] === true ? 'echo' : 'utterance';
  if (isObject(raw['postback'])) return 'postback';
  if (isObject(raw['referral'])) return 'referral';
  if (isObject(raw['message_edit'])) return 'edit';
  if (isObject(raw['reaction'])) return 'reaction';
  for (const name of ['delivery', 'read'] as const) {
    if (isObject(raw[name])) return watermarkOf(raw, name) === null ? 'ignored' : name;
  }
  const handovers = ['pass_thread_control', 'take_thread_control', 'request_thread_control'];
  return handovers.some((name) => isObject(raw[name])) ? 'handover' : 'ignored';
}

/** Up to when everything was delivered or read. */
function watermarkOf(raw: Record<string, unknown>, kind: IntakeKind): Instant | null {
  const told = kind === 'delivery' || kind === 'read' ? raw[kind] : undefined;
  return isObject(told) ? instantOf(told['watermark']) : null;
}

/** Where the person is named. In an echo sender and recipient are swapped, in handovers sometimes. */
const PARTIES: Readonly<Partial<Record<IntakeKind, readonly string[]>>> = {
  echo: ['recipient'],
  handover: ['sender', 'recipient'],
};

/** The PSID; never the Page's own number, or the bot would talk to itself. */
function personOf(raw: Record<string, unknown>, kind: IntakeKind, pageId: string): string | null {
  for (const name of PARTIES[kind] ?? ['sender']) {
    const party = raw[name];
    const id = isObject(party) ? party['id'] : undefined;
    if (typeof id !== 'string' && typeof id !== 'number') return null;
    if (String(id) !== '' && String(id) !== pageId) return String(id);
  }
  return null;
}

/**
 * Meta's own id where there is one, else what makes the item itself. Never the time of receipt: an
 * item without a timestamp must have the same key when it is delivered again. A standby copy of a
 * person's message or postback has a key of its own: the copy lacks the payload and may come before
 * the one that is to be answered. An echo and its copy are the same to us.
 */
function keyOf(raw: Record<string, unknown>, kind: IntakeKind, isCopy: boolean): string {
  for (const name of ['message', 'postback']) {
    const part = raw[name];
    const mid = isObject(part) ? part['mid'] : undefined;
    if (typeof mid !== 'string' || mid === '') continue;
    // It names the message that is gone, and must not be taken for that message come again.
    return kind === 'unsend' ? `unsend:${mid}` : `${isCopy ? 'standby:' : ''}mid:${mid}`;
  }
  const digest = createHash('sha256').update(canonical(raw)).digest('hex').slice(0, 32);
  return `${kind}:${digest}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Some items carry seconds, some a string (facts: Messenger payload samples). */
function instantOf(value: unknown): Instant | null {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  return number < 1e12 ? number * 1000 : number;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
