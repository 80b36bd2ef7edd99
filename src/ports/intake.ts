import type { ConversationId, Instant } from '../domain/ids.ts';
import type { IntakeEvent } from '../domain/intake-event.ts';

export interface AcceptResult {
  readonly stored: number;
  /** Items that had been stored before under the same key, and watermarks that are not higher. */
  readonly duplicates: number;
}

/** The right of one worker to take one conversation's turn, until `leaseUntil`. */
export interface TurnClaim {
  readonly conversationId: ConversationId;
  /** Fencing token: a commit with an older one than the lane's is refused. */
  readonly fence: number;
  readonly leaseUntil: Instant;
  /** Not yet handled, oldest first by `at`, then by arrival. Never empty. */
  readonly events: readonly IntakeEvent[];
  /** How often this batch has been claimed and not committed, counting this time: 1, 2, … */
  readonly attempt: number;
}

export interface IntakeStore {
  /**
   * Stores items durably, all or none; an item whose key is known changes nothing (keys are known
   * for a week). When this has resolved, the items survive a kill of the process and of the machine.
   * A `delivery` or `read` only raises the conversation's watermark, with a live event when a line
   * looks different by it: it makes no turn and leaves the conversation's version alone. Where a batch has
   * nothing else, a power failure may take that back.
   * @param dueAt when a turn may be taken at the earliest, unless one is due sooner
   */
  accept(events: readonly IntakeEvent[], dueAt: Instant): Promise<AcceptResult>;
  /** The longest due conversation that no living worker holds; null when none is due. */
  claimTurn(claim: { readonly now: Instant; readonly leaseMs: number }): Promise<TurnClaim | null>;
  /** False when the lease was lost to another worker. */
  extendTurn(claim: TurnClaim, leaseUntil: Instant): Promise<boolean>;
  /** Gives the turn back without a result; it is due again at `retryAt`. */
  abandonTurn(claim: TurnClaim, retryAt: Instant): Promise<void>;
}
