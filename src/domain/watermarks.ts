import type { ConversationId, Instant } from './ids.ts';
import type { IntakeEvent } from './intake-event.ts';
import type { LiveEvent } from './live-event.ts';
import type { ThreadMessage } from './message.ts';

/**
 * How far one person has got and read what the Page wrote. Facebook tells a time, not a message:
 * everything sent up to it counts. Both only rise.
 */
export interface Watermarks {
  readonly deliveredUpTo: Instant | null;
  readonly readUpTo: Instant | null;
}

export const NO_WATERMARKS: Watermarks = { deliveredUpTo: null, readUpTo: null };

export type Reached = 'facebook' | 'delivered' | 'read';

/** How far a message that was sent has come: to Facebook, to the person's device, before their eyes. */
export function reachedOf(sentAt: Instant, { deliveredUpTo, readUpTo }: Watermarks): Reached {
  if (sentAt <= (readUpTo ?? 0)) return 'read';
  return sentAt <= (deliveredUpTo ?? 0) ? 'delivered' : 'facebook';
}

/** Whether a line looks different by these watermarks than by those. */
export function looksDifferent(
  lines: readonly ThreadMessage[],
  before: Watermarks,
  after: Watermarks,
): boolean {
  return lines.some(
    (line) =>
      line.direction === 'out' &&
      line.delivery.status === 'sent' &&
      reachedOf(line.delivery.at, before) !== reachedOf(line.delivery.at, after),
  );
}

/** The higher of each. */
export function higher(one: Watermarks, other: Watermarks): Watermarks {
  const max = (a: Instant | null, b: Instant | null) =>
    a === null || b === null ? (a ?? b) : Math.max(a, b);
  return {
    deliveredUpTo: max(one.deliveredUpTo, other.deliveredUpTo),
    readUpTo: max(one.readUpTo, other.readUpTo),
  };
}

/** How many of a thread's last lines are looked at to see whether a watermark shows. */
export const RECENT_LINES = 20;

/** What one batch of the webhook tells of one conversation. */
export interface Raise {
  readonly conversationId: ConversationId;
  readonly upTo: Watermarks;
  readonly events: readonly [IntakeEvent, ...IntakeEvent[]];
}

/** Takes the deliveries and reads out of a batch, joined by conversation. */
export function splitWatermarks(events: readonly IntakeEvent[]): {
  readonly raises: readonly Raise[];
  readonly others: readonly IntakeEvent[];
} {
  const raises = new Map<ConversationId, Raise>();
  const others: IntakeEvent[] = [];
  for (const event of events) {
    const { conversationId, kind, watermark } = event;
    const seen = kind === 'read' || kind === 'delivery';
    if (!seen || watermark === undefined || conversationId === null) {
      others.push(event);
      continue;
    }
    const told =
      kind === 'read'
        ? { deliveredUpTo: null, readUpTo: watermark }
        : { deliveredUpTo: watermark, readUpTo: null };
    const known = raises.get(conversationId);
    raises.set(conversationId, {
      conversationId,
      upTo: higher(known?.upTo ?? NO_WATERMARKS, told),
      events: known === undefined ? [event] : [...known.events, event],
    });
  }
  return { raises: [...raises.values()], others };
}

/** Null when the raise says nothing new. */
export function raised(before: Watermarks, { upTo }: Raise): Watermarks | null {
  const after = higher(before, upTo);
  const { deliveredUpTo, readUpTo } = after;
  const same = deliveredUpTo === before.deliveredUpTo && readUpTo === before.readUpTo;
  return same ? null : after;
}

/** Tells screens to look at the lines again. The item itself is not kept, so its id is free. */
export function seenEvent({ conversationId, events: [{ id, receivedAt }] }: Raise): LiveEvent {
  return { id, at: receivedAt, topic: 'thread', subject: conversationId };
}
