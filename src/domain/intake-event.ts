import type { ConversationId, Instant } from './ids.ts';

/**
 * What a webhook item is to us. `utterance` and `postback` make a turn that may speak; `delivery` and
 * `read` make none and only raise a watermark; the others only update what we know; `ignored` is kept
 * for the record.
 */
export type IntakeKind =
  | 'utterance'
  | 'postback'
  | 'referral'
  | 'edit'
  | 'reaction'
  | 'unsend'
  | 'echo'
  | 'standby'
  | 'handover'
  | 'delivery'
  | 'read'
  | 'ignored';

/** One webhook item, stored before it is acknowledged. */
export interface IntakeEvent {
  readonly id: string;
  /** Says whether an item is the same as one seen before: `mid` where there is one. Unique. */
  readonly key: string;
  readonly kind: IntakeKind;
  /** Null for items that belong to no conversation (Page-level notices). */
  readonly conversationId: ConversationId | null;
  readonly pageId: string;
  readonly psid: string | null;
  /** When it happened by Facebook's clock. Turns are ordered by this. */
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** Of a `delivery` or `read`: up to when; never later than `receivedAt`. */
  readonly watermark?: Instant;
  /** The item as received. */
  readonly raw: Record<string, unknown>;
}
