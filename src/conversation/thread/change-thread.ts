import type { Handoff } from '../../domain/handoff.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import { leadsDesk, type Actor } from '../../domain/staff.ts';
import type { ThreadCallResult, ThreadControl, ThreadRefusal } from '../../ports.ts';
import { act, mustHold, type AgentResult, type AgentTools } from '../agent/agent-actions.ts';
import type { Draft } from '../draft.ts';
import { loseThread, ourThread } from './follow-thread.ts';

export type ThreadAction =
  | { readonly action: 'take' | 'request' | 'release' }
  | { readonly action: 'pass'; readonly appId: string };

export type ThreadResult =
  | AgentResult
  /** Facebook did not do it; nothing has changed here. */
  | { readonly status: 'thread_refused'; readonly reason: ThreadRefusal };

/**
 * Changes with Facebook which app of the Page may write to the person. Who holds the conversation
 * may, and supervisors and admins. Facebook is asked once, before anything is stored.
 */
export async function changeThread(
  tools: AgentTools & { readonly threadControl: ThreadControl },
  actor: Actor,
  id: ConversationId,
  wanted: ThreadAction,
): Promise<ThreadResult> {
  const conversation = await tools.store.conversation(id);
  if (conversation === null) return { status: 'not_found' };
  const leads = leadsDesk(actor.role);
  const refusal = leads ? null : mustHold(conversation, actor);
  if (refusal !== null) return refusal;
  const asked = await ask(tools.threadControl, conversation.psid, wanted);
  if (asked.status === 'refused') return { status: 'thread_refused', reason: asked.reason };
  return act(tools, id, (draft, now) => {
    const handoffs: Handoff[] = [];
    note(tools, draft, handoffs, { wanted, by: actor.name, now });
    return { status: 'change', handoffs, unpark: wanted.action === 'take' };
  });
}

function ask(
  control: ThreadControl,
  psid: string,
  wanted: ThreadAction,
): Promise<ThreadCallResult> {
  switch (wanted.action) {
    case 'take':
      return control.take(psid);
    case 'request':
      return control.request(psid);
    case 'release':
      return control.release(psid);
    case 'pass':
      return control.pass(psid, wanted.appId);
  }
}

function note(
  { ids }: AgentTools,
  draft: Draft,
  handoffs: Handoff[],
  of: { readonly wanted: ThreadAction; readonly by: string; readonly now: Instant },
): void {
  const { wanted, by, now } = of;
  switch (wanted.action) {
    case 'take':
      ourThread(draft, now);
      draft.addNotice({ kind: 'thread_taken', by }, now);
      return;
    case 'request':
      draft.addNotice({ kind: 'thread_requested', by }, now);
      return;
    case 'release':
      // Nobody has it now: whoever gets it next is learnt from what comes.
      ourThread(draft, now);
      draft.addNotice({ kind: 'thread_released', by }, now);
      return;
    case 'pass':
      draft.addNotice({ kind: 'thread_passed', by }, now);
      loseThread(draft, handoffs, { ids, appId: wanted.appId, at: now, now });
      return;
  }
}
