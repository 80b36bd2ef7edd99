import type { AuditDraft } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { DeskSetup } from '../domain/desk-setup.ts';
import type { Erasure } from '../domain/erasure.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { HandOver } from '../domain/hand-over.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { EvidenceId, MessageId } from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';
import type { ThreadMessage } from '../domain/message.ts';
import type { Opinion } from '../domain/opinion.ts';
import type { DeliveryOutcome, OutboxMessage } from '../domain/outbox.ts';
import type { Presence } from '../domain/presence.ts';
import type { Referral } from '../domain/referral.ts';
import type { Timer } from '../domain/timer.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';
import type { TurnClaim } from './intake.ts';
import type { TimerClaim } from './timers.ts';

/**
 * Everything that one turn or one agent's action changes, stored at once or not at all.
 */
export interface Change {
  /** `next.version` must be `expectedVersion + 1`; 0 is expected of a new conversation. */
  readonly conversation?: { readonly expectedVersion: number; readonly next: Conversation };
  /** Marks the claim's events as done, blanks their bodies and gives the lease back. */
  readonly turn?: TurnClaim;
  readonly messages?: readonly ThreadMessage[];
  /** Lines that are stored, with new marks; nothing else of them is written. */
  readonly amended?: readonly ThreadMessage[];
  readonly outbox?: readonly OutboxMessage[];
  /** Outbox messages that an echo or a supersession has settled, with their thread lines. */
  readonly settled?: readonly { readonly id: MessageId; readonly outcome: DeliveryOutcome }[];
  /** Makes the conversation's parked messages due again: the person acted. */
  readonly unpark?: boolean;
  /** Makes a failed or parked message due at once, with all its tries; any other stays as it is. */
  readonly requeue?: MessageId;
  /** `expectedVersion` null: the case is new and its reference must not exist. */
  readonly cases?: readonly { readonly expectedVersion: number | null; readonly next: Case }[];
  readonly handoffs?: readonly Handoff[];
  /** `expectedVersion` null: the referral is new. */
  readonly referrals?: readonly {
    readonly expectedVersion: number | null;
    readonly next: Referral;
  }[];
  readonly evidence?: readonly Evidence[];
  /** Files that go for good, with their bytes once no other record has the same. */
  readonly dropEvidence?: readonly EvidenceId[];
  /** Takes a person or a case out of the store; its cases stand emptied under `cases`. */
  readonly erase?: Erasure;
  readonly unanswered?: readonly UnansweredQuestion[];
  /** One of a known id takes that one's place. */
  readonly opinions?: readonly Opinion[];
  /** `expectedVersion` 0: the member was never there. */
  readonly presences?: readonly { readonly expectedVersion: number; readonly next: Presence }[];
  /** `expectedVersion` 0: nothing was ever set. */
  readonly setup?: { readonly expectedVersion: number; readonly next: DeskSetup };
  /** New ones only. */
  readonly handOvers?: readonly HandOver[];
  readonly live?: readonly LiveEvent[];
  /** What was done, for the audit's chain: stored with the rest of the change, in this order. */
  readonly audit?: readonly AuditDraft[];
  /** The timer whose work this is: it is done, or the change is refused as `fenced`. */
  readonly timer?: TimerClaim;
  /** Ids of timers that are not wanted any more; unknown ones are none. */
  readonly cancelTimers?: readonly string[];
  /** Set behind the cancelling; one of a known id takes that one's place and its claim. */
  readonly timers?: readonly Timer[];
}

/** Whether the delivery worker should look now. */
export function givesToSend(change: Change): boolean {
  return change.unpark === true || change.requeue !== undefined || (change.outbox?.length ?? 0) > 0;
}

export type CommitResult =
  | { readonly status: 'committed' }
  /** The lease was lost: another worker takes, or took, this turn or timer, or the timer was cancelled. */
  | { readonly status: 'fenced' }
  /** Read again and decide again. */
  | {
      readonly status: 'conflict';
      readonly on:
        | 'conversation'
        | 'case'
        | 'reference'
        | 'handoff'
        | 'referral'
        | 'presence'
        | 'setup'
        /** Nobody is erased while something of theirs is on its way: words that wait for an answer, or an answer. */
        | 'work';
    };
