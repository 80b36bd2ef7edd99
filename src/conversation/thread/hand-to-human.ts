import type { Handoff } from '../../domain/handoff.ts';
import { handoffId, type ConversationId } from '../../domain/ids.ts';
import type { Clock, Ids, Store } from '../../ports.ts';
import { Draft } from '../draft.ts';
import { loseThread } from './follow-thread.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';

/**
 * Lets agents see to a conversation in which our messages do not arrive.
 * @param reason `answered_elsewhere`: Facebook says that another app holds the thread
 */
export async function handToHuman(
  tools: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  id: ConversationId,
  reason: 'answered_elsewhere' | 'undeliverable',
): Promise<void> {
  const { store, clock, ids } = tools;
  for (;;) {
    const conversation = await store.conversation(id);
    if (conversation === null) return;
    const now = clock.now();
    const draft = new Draft(conversation, () => ids.next());
    const handoffs: Handoff[] = [];
    if (reason === 'answered_elsewhere') {
      loseThread(draft, handoffs, { ids, appId: null, at: now, now });
    } else {
      const handoff = requestHandoff(draft, handoffId(ids.next()), reason, now);
      if (handoff !== null) handoffs.push(handoff);
    }
    if (draft.conversation === conversation) return;
    const result = await store.commit({
      ...draft.commitAt(now),
      handoffs,
      live: [{ id: ids.next(), at: now, topic: 'conversation', subject: id }],
    });
    if (result.status === 'committed') return;
  }
}
