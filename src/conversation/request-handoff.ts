import type { Handoff } from '../domain/handoff.ts';
import { handoffId, type ConversationId, type Instant } from '../domain/ids.ts';
import type { Clock, Ids, Store } from '../ports.ts';
import { Draft } from './draft.ts';

/**
 * Moves a conversation that the bot holds into the agents' queue.
 * @returns the handoff to be committed with the draft; null when a person has it already
 */
export function requestHandoff(
  draft: Draft,
  id: Handoff['id'],
  reason: Handoff['reason'],
  now: Instant,
): Handoff | null {
  if (draft.conversation.control.holder !== 'bot') return null;
  draft.update({ control: { holder: 'queue', handoffId: id, since: now } });
  draft.addNotice({ kind: 'handoff_requested', reason }, now);
  return {
    id,
    conversationId: draft.conversation.id,
    reason,
    reference: draft.conversation.caseReferences.at(-1) ?? null,
    requestedAt: now,
    status: 'pending',
  };
}

/** Lets agents see to a conversation in which the bot's messages do not arrive. */
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
    const handoff = requestHandoff(draft, handoffId(ids.next()), reason, now);
    if (handoff === null) return;
    const result = await store.commit({
      ...draft.commitAt(now),
      handoffs: [handoff],
      live: [{ id: ids.next(), at: now, topic: 'conversation', subject: id }],
    });
    if (result.status === 'committed') return;
  }
}
