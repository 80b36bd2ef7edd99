import type { ConversationId } from '../../domain/ids.ts';
import { leadsDesk, type Actor } from '../../domain/staff.ts';
import {
  act,
  assign,
  conversationAudit,
  mustHold,
  type AgentResult,
  type AgentTools,
} from './agent-actions.ts';

/**
 * Gives the conversation to another member of staff. Its holder may; supervisors and admins may
 * also give out what others hold or what waits.
 * @param to has to be somebody who works at the desk: the caller checks it
 */
export function transfer(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  to: Pick<Actor, 'id' | 'name'>,
): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const { control } = draft.conversation;
    const leads = leadsDesk(actor.role);
    const refusal = leads ? null : mustHold(draft.conversation, actor);
    if (refusal !== null) return refusal;
    if (control.holder === 'agent' && control.staffId === to.id) return { status: 'change' };
    const handoff = await assign(tools, draft, to, now);
    draft.update({ resolvedAt: null });
    draft.addNotice({ kind: 'transferred', by: actor.name, to: to.name }, now);
    const audit = [conversationAudit(actor, 'conversation.transferred', id, now, { to: to.id })];
    return { status: 'change', handoffs: [handoff], audit };
  });
}
