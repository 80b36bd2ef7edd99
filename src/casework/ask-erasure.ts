import { conversationId, type ConversationId, type Instant } from '../domain/ids.ts';
import type { Timer } from '../domain/timer.ts';
import type { Change, Store } from '../ports.ts';
import { planErasure } from './erase.ts';

/** So that the last answer has arrived, and who did not mean it can say so to a person. */
export const ERASE_AFTER_MS = 60 * 60_000;

/** Set when a person asks to be erased: it is done once the answer has reached them. */
export function erasureTimer(id: ConversationId, now: Instant): Timer {
  return {
    id: `erase_conversation:${id}`,
    kind: 'erase_conversation',
    subject: id,
    dueAt: now + ERASE_AFTER_MS,
    data: {},
  };
}

/** What the timer does: nothing when a case was opened meanwhile, or the person is gone already. */
export function eraseWhenDue(store: Pick<Store, 'conversation' | 'caseByReference'>) {
  return async (timer: Timer, now: Instant): Promise<Change> => {
    const order = { reason: 'asked', by: 'consumer' } as const;
    const plan = await planErasure(store, conversationId(timer.subject), order, now);
    return plan.status === 'ok' ? plan.change : {};
  };
}
