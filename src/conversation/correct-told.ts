import { withToldFacts } from '../dialog/corrected-facts.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Actor } from '../domain/staff.ts';
import { act, conversationAudit, type AgentResult, type AgentTools } from './agent-actions.ts';

/** An officer corrects what the person has told the form in hand: the bot knows it and asks it no more. */
export function correctTold(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  facts: Readonly<Record<string, string | number>>,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    const { dialog } = draft.conversation;
    if (dialog === null) return Promise.resolve({ status: 'not_found' });
    draft.update({ dialog: withToldFacts(dialog, facts) });
    const fields = Object.keys(facts);
    return Promise.resolve({
      status: 'change',
      audit: [conversationAudit(actor, 'conversation.facts_corrected', id, now, { fields })],
    });
  });
}
