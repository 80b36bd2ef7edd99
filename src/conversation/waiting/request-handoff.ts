import type { Handoff } from '../../domain/handoff.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Draft } from '../draft.ts';

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
