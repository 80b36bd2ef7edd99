import type { ConversationId, Instant, MessageId } from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';
import type { DeliveryOutcome, OutboxMessage } from '../domain/outbox.ts';

/** The right of one worker to send one conversation's messages, in order. */
export interface DeliveryClaim {
  readonly conversationId: ConversationId;
  readonly fence: number;
  readonly leaseUntil: Instant;
  /** Next to be sent, by `seq`. Never empty; at most 20. */
  readonly messages: readonly OutboxMessage[];
  readonly windowOpenedAt: Instant | null;
  /** Another app holds the thread: Facebook would take nothing from us. */
  readonly threadElsewhere: boolean;
  /**
   * True when a claim before ended with its lease and not with a record: its worker is gone, and
   * the first of these messages may have been sent. For the count of repeated sends.
   */
  readonly interrupted?: boolean;
}

export interface OutboxStore {
  /**
   * The longest due conversation that no living worker holds; null when none is due. What a dead
   * worker held is given when the echo had ECHO_WAIT_MS to come since its lease was found to be over.
   */
  claimDelivery(claim: {
    readonly now: Instant;
    readonly leaseMs: number;
  }): Promise<DeliveryClaim | null>;
  /**
   * Stores what became of one message, on the outbox and on its thread line, and a live event.
   * `retry` and `parked` end the claim and stop the conversation's queue; `sent` and `failed` keep
   * the claim while more messages of it are left, and give it back with the last one. A message that
   * has been settled meanwhile stays as it is. `sent` survives a kill of the process at once and a
   * power failure from the next commit on: until then Facebook's echo tells it again.
   * @returns false when the lease was lost; only `sent` is stored then, since it is so
   */
  recordDelivery(
    claim: DeliveryClaim,
    id: MessageId,
    outcome: DeliveryOutcome,
    live: LiveEvent,
  ): Promise<boolean>;
  /** False when the lease was lost to another worker. */
  extendDelivery(claim: DeliveryClaim, leaseUntil: Instant): Promise<boolean>;
  /** Gives the claim back, whatever is left; due again at `dueAt`. */
  releaseDelivery(claim: DeliveryClaim, dueAt: Instant): Promise<void>;
}
