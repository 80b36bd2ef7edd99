import { withSnooze } from '../../domain/conversation.ts';
import { conversationId, type ConversationId, type Instant } from '../../domain/ids.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import {
  act,
  conversationAudit,
  mustHold,
  type AgentResult,
  type AgentTools,
} from './agent-actions.ts';
import { Draft } from '../draft.ts';

const timerId = (id: string) => `end_snooze:${id}`;

/**
 * Lays a conversation aside until a moment, or until the person writes. Only the one who holds it may.
 * @param until behind now; null: it comes back at once
 */
export function snooze(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  until: Instant | null,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    const refused = mustHold(draft.conversation, actor);
    if (refused !== null) return refused;
    draft.update({ control: withSnooze(draft.conversation.control, until) });
    const timer: Timer | null = until === null ? null : endSnooze(id, until);
    const action = until === null ? 'conversation.woken' : 'conversation.snoozed';
    return {
      status: 'change',
      audit: [conversationAudit(actor, action, id, now, until === null ? {} : { until })],
      ...(timer === null ? { cancelTimers: [timerId(id)] } : { timers: [timer] }),
    };
  });
}

/** The time is over: the conversation stands on top of its holder's list again. */
export async function wakeWhenDue(
  tools: { readonly store: Pick<Store, 'conversation'>; readonly ids: Ids },
  timer: Timer,
  now: Instant,
): Promise<Change> {
  const { store, ids } = tools;
  const conversation = await store.conversation(conversationId(timer.subject));
  if (conversation?.control.holder !== 'agent') return {};
  if (conversation.control.snoozedUntil !== timer.data['until']) return {};
  const draft = new Draft(conversation, () => ids.next());
  draft.update({ control: withSnooze(conversation.control, null) });
  draft.addNotice({ kind: 'snooze_over' }, now);
  return {
    ...draft.commitAt(now),
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}

function endSnooze(id: ConversationId, until: Instant): Timer {
  return { id: timerId(id), kind: 'end_snooze', subject: id, dueAt: until, data: { until } };
}
