import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conversationId, type ConversationId, type Instant } from '../domain/ids.ts';
import type { IntakeEvent, IntakeKind } from '../domain/intake-event.ts';

const loose = z.record(z.string(), z.unknown());
const envelope = z.looseObject({ object: z.string(), entry: z.array(z.unknown()).default([]) });
const entry = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  time: z.number().optional(),
  messaging: z.array(z.unknown()).optional(),
  standby: z.array(z.unknown()).optional(),
  changes: z.array(z.unknown()).optional(),
});

export type ReadWebhook =
  | { readonly status: 'events'; readonly events: IntakeEvent[] }
  | { readonly status: 'other_object' };

/**
 * Turns a webhook body into one intake event an item. Never throws for an odd item: what is not
 * understood becomes an event of kind `ignored` and harms no neighbour.
 */
export function readWebhook(
  body: unknown,
  context: { readonly newId: () => string; readonly now: Instant },
): ReadWebhook {
  const parsed = envelope.safeParse(body);
  if (!parsed.success || parsed.data.object !== 'page') return { status: 'other_object' };
  const events: IntakeEvent[] = [];
  for (const rawEntry of parsed.data.entry) {
    const page = entry.safeParse(rawEntry);
    if (!page.success) {
      events.push(read({ pageId: '', item: rawEntry, source: 'changes', ...context }));
      continue;
    }
    const { id: pageId, messaging = [], standby = [], changes = [] } = page.data;
    for (const item of messaging)
      events.push(read({ pageId, item, source: 'messaging', ...context }));
    for (const item of standby) events.push(read({ pageId, item, source: 'standby', ...context }));
    for (const item of changes) events.push(read({ pageId, item, source: 'changes', ...context }));
  }
  return { status: 'events', events };
}

interface Item {
  readonly pageId: string;
  readonly item: unknown;
  readonly source: 'messaging' | 'standby' | 'changes';
  readonly newId: () => string;
  readonly now: Instant;
}

function read({ pageId, item, source, newId, now }: Item): IntakeEvent {
  const object = loose.safeParse(item);
  const raw = object.success ? object.data : { value: item };
  const seen = source === 'changes' ? 'ignored' : kindOf(raw);
  const kind: IntakeKind = source === 'standby' && seen !== 'echo' ? 'standby' : seen;
  const psid = personOf(raw, seen, pageId);
  const at = instantOf(raw['timestamp']) ?? now;
  return {
    id: newId(),
    key: `${pageId}:${keyOf(raw, seen, at)}`,
    kind: psid === null ? 'ignored' : kind,
    conversationId: psid === null ? null : conversationOf(pageId, psid),
    pageId,
    psid,
    at,
    receivedAt: now,
    raw,
  };
}

/** The same person and Page always have the same conversation, without asking the store. */
export function conversationOf(pageId: string, psid: string): ConversationId {
  const digest = createHash('sha256').update(`${pageId}:${psid}`).digest('hex');
  return conversationId(`c${digest.slice(0, 24)}`);
}

function kindOf(raw: Record<string, unknown>): IntakeKind {
  const message = raw['message'];
  if (isObject(message)) return message['is_echo'] === true ? 'echo' : 'utterance';
  if (isObject(raw['postback'])) return 'postback';
  if (isObject(raw['referral'])) return 'referral';
  if (isObject(raw['message_edit'])) return 'edit';
  if (isObject(raw['reaction'])) return 'reaction';
  if (isObject(raw['delivery'])) return 'delivery';
  if (isObject(raw['read'])) return 'read';
  const handovers = ['pass_thread_control', 'take_thread_control', 'request_thread_control'];
  return handovers.some((name) => isObject(raw[name])) ? 'handover' : 'ignored';
}

/** The PSID. In an echo sender and recipient are swapped. */
function personOf(raw: Record<string, unknown>, kind: IntakeKind, pageId: string): string | null {
  const party = raw[kind === 'echo' ? 'recipient' : 'sender'];
  const id = isObject(party) ? party['id'] : undefined;
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  return String(id) === '' || String(id) === pageId ? null : String(id);
}

/** Meta's own id where there is one, else what makes the item itself. */
function keyOf(raw: Record<string, unknown>, kind: IntakeKind, at: Instant): string {
  for (const name of ['message', 'postback']) {
    const part = raw[name];
    if (isObject(part) && typeof part['mid'] === 'string') return `mid:${part['mid']}`;
  }
  const digest = createHash('sha256').update(canonical(raw)).digest('hex').slice(0, 32);
  return `${kind}:${at}:${digest}`;
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
