import { withToldFacts, type ToldCorrection } from '../dialog/corrected-facts.ts';
import { openMatter } from '../dialog/kept-matter.ts';
import { memoryFrom } from '../dialog/turn.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Actor } from '../domain/staff.ts';
import { act, conversationAudit, type AgentResult, type AgentTools } from './agent-actions.ts';

/**
 * An officer corrects what is known of a matter that is not filed: the bot asks it no more, now or
 * when it gets the person back. `not_found`: all that was told is in a case, and is corrected there.
 */
export function correctTold(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  correction: ToldCorrection,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    const { conversation } = draft;
    if (!mayBeCorrected(conversation)) return { status: 'not_found' };
    const by = { staff: { staffId: actor.id, name: actor.name }, at: now };
    draft.update({
      dialog: withToldFacts(conversation.dialog, correction, by),
      ...(correction.type !== undefined && { problemType: correction.type }),
    });
    const { facts, type } = correction;
    const fields = [...Object.keys(facts), ...(type === undefined ? [] : ['type'])];
    return {
      status: 'change',
      audit: [conversationAudit(actor, 'conversation.facts_corrected', id, now, { fields })],
    };
  });
}

/** Whether a matter is open, or nothing was filed yet. */
function mayBeCorrected({ dialog, caseReferences }: Conversation): boolean {
  const memory = memoryFrom(dialog);
  return caseReferences.length === 0 || memory.kept !== null || openMatter(memory) !== null;
}
