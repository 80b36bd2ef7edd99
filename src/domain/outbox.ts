import type { ConversationId, Instant, MessageId } from './ids.ts';
import type { Delivery, OutgoingContent } from './message.ts';
import type { ReferenceCode } from './reference-code.ts';

/**
 * How long the echo of a message may take to tell that it did arrive, in milliseconds. After a send
 * whose outcome nobody knows, its conversation sends nothing for this long. Longer than one send.
 */
export const ECHO_WAIT_MS = 20_000;

/** One message that has to reach a consumer: one call of the Send API. */
export interface OutboxMessage {
  /** The same id as its line in the thread. Travels as `metadata` and comes back in the echo. */
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly pageId: string;
  readonly psid: string;
  /** Same as the thread line's: a conversation's messages leave in this order. */
  readonly seq: number;
  readonly sender: 'bot' | 'agent';
  readonly content: OutgoingContent;
  readonly createdAt: Instant;
  readonly attempts: number;
  /** Tells a case's status since then: never sent once the case has another one. */
  readonly news?: CaseNews;
  /**
   * The message without a secret that only the person may read, as the thread shows it. It stands
   * in the place of the content once that has been sent: from then on nobody has the secret but the person.
   */
  readonly shown?: OutgoingContent;
}

export interface CaseNews {
  readonly reference: ReferenceCode;
  readonly since: Instant;
}

/** What became of an attempt to send. */
export type DeliveryOutcome =
  | { readonly status: 'sent'; readonly at: Instant; readonly mid: string | null }
  /** Try again at `retryAt`; the conversation's later messages wait behind it. */
  | { readonly status: 'retry'; readonly retryAt: Instant; readonly reason: string }
  /** Cannot go now; tried again when the person writes the next time. */
  | { readonly status: 'parked'; readonly reason: string }
  /** Will never go: agents see it, later messages go on. */
  | { readonly status: 'failed'; readonly at: Instant; readonly reason: string };

/**
 * What is parked waits for the person to act; when that has happened while it was sent, at
 * `actedAt`, nobody would wake it: it is tried again at once.
 */
export function unlessActed(outcome: DeliveryOutcome, actedAt: Instant | null): DeliveryOutcome {
  return outcome.status === 'parked' && actedAt !== null
    ? { status: 'retry', retryAt: actedAt, reason: outcome.reason }
    : outcome;
}

/** The message as it is kept after an attempt. */
export function afterAttempt(message: OutboxMessage, outcome: DeliveryOutcome): OutboxMessage {
  const attempts = message.attempts + 1;
  const { shown, ...rest } = message;
  return shown !== undefined && outcome.status === 'sent'
    ? { ...rest, attempts, content: shown }
    : { ...message, attempts };
}

/** How an outcome shows on the thread's line. */
export function deliveryOf(outcome: DeliveryOutcome, attempts: number): Delivery {
  switch (outcome.status) {
    case 'retry':
      return { status: 'retrying', attempts, reason: outcome.reason };
    case 'sent':
    case 'parked':
    case 'failed':
      return outcome;
  }
}
