import { withToldFacts, type ToldCorrection } from '../../dialog/corrected-facts.ts';
import { openMatter } from '../../dialog/kept-matter.ts';
import { memoryFrom } from '../../dialog/turn.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Actor } from '../../domain/staff.ts';
import { act, conversationAudit, type AgentResult, type AgentTools } from './agent-actions.ts';

/**
 * An officer corrects what is known of a matter that is not filed: the bot asks it no more, now or
 * when it gets the person back. `not_found`: all that was told is in a case, and is corrected there.
 */
export function correctTold(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  correction: ToldCorrection & { readonly urgent?: boolean | undefined },
): Promise<AgentResult> {
  const { facts, type, urgent } = correction;
  const aboutMatter = Object.keys(facts).length > 0 || type !== undefined;
  return act(tools, id, (draft, now) => {
    const { conversation } = draft;
    if (aboutMatter && !mayBeCorrected(conversation)) return { status: 'not_found' };
    const by = { staff: { staffId: actor.id, name: actor.name }, at: now };
    draft.update({
      ...(aboutMatter && { dialog: withToldFacts(conversation.dialog, { facts, type }, by) }),
      ...(type !== undefined && { problemType: type }),
      ...(urgent !== undefined && { urgent, urgentBy: by }),
    });
    const fields = [
      ...Object.keys(facts),
      ...(type === undefined ? [] : ['type']),
      ...(urgent === undefined ? [] : ['urgent']),
    ];
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
