import type { ConversationId, HandoffId, Instant, StaffId } from './ids.ts';
import type { ReferenceCode } from './reference-code.ts';

export type HandoffReason =
  | 'asked_for_human'
  | 'case_opened'
  | 'not_understood'
  /** The person has taken a closed case up again. */
  | 'case_reopened'
  | 'care'
  | 'answered_elsewhere'
  /** Facebook takes no message of the bot's for this person now. */
  | 'undeliverable'
  | 'agent_started';

interface HandoffBase {
  readonly id: HandoffId;
  readonly conversationId: ConversationId;
  readonly reason: HandoffReason;
  readonly reference: ReferenceCode | null;
  readonly requestedAt: Instant;
  /** When a member of staff first had it; missing: nobody has, or it was before this was kept. */
  readonly firstAssignedAt?: Instant;
  /** When a member of staff first wrote to the person; missing as above. */
  readonly answeredAt?: Instant;
}

/** A conversation's way from the bot to a person. At most one is open (pending or assigned). */
export type Handoff =
  | (HandoffBase & { readonly status: 'pending' })
  | (HandoffBase & {
      readonly status: 'assigned';
      readonly staffId: StaffId;
      readonly assignedAt: Instant;
    })
  | (HandoffBase & {
      readonly status: 'resolved';
      readonly staffId: StaffId;
      readonly resolvedAt: Instant;
    })
  | (HandoffBase & { readonly status: 'expired'; readonly expiredAt: Instant })
  | (HandoffBase & { readonly status: 'cancelled'; readonly cancelledAt: Instant });

/** What does not change with where a handoff stands. */
export function handoffBase(handoff: Handoff): HandoffBase {
  const { id, conversationId, reason, reference, requestedAt } = handoff;
  const { firstAssignedAt, answeredAt } = handoff;
  return {
    ...{ id, conversationId, reason, reference, requestedAt },
    ...(firstAssignedAt !== undefined && { firstAssignedAt }),
    ...(answeredAt !== undefined && { answeredAt }),
  };
}

export function isOpen(handoff: Handoff): boolean {
  return handoff.status === 'pending' || handoff.status === 'assigned';
}

/** When a handoff came to its end, in whatever way; null while it lasts. */
export function endOf(handoff: Handoff): Instant | null {
  switch (handoff.status) {
    case 'resolved':
      return handoff.resolvedAt;
    case 'cancelled':
      return handoff.cancelledAt;
    case 'expired':
      return handoff.expiredAt;
    default:
      return null;
  }
}
