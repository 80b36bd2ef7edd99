import { byStaff, ofConversation, type AuditAction, type AuditDraft } from '../../domain/audit.ts';
import { afterOfficer } from '../../dialog/kept-matter.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { handoffBase, type Handoff } from '../../domain/handoff.ts';
import { handoffId, type ConversationId, type Instant, type MessageId } from '../../domain/ids.ts';
import type { WindowRule } from '../../domain/messaging-window.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Change, Clock, Ids, Store } from '../../ports.ts';
import { Draft } from '../draft.ts';
import { conversationEvent } from '../conversation-event.ts';

export interface AgentTools {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

export type AgentResult =
  | { readonly status: 'ok'; readonly conversation: Conversation }
  | { readonly status: 'not_found' }
  /** Somebody else holds it; `holder` is their name, null while the bot does. */
  | {
      readonly status: 'refused';
      /** `thread_elsewhere`: another app of the Page may write to the person now, we may not. */
      readonly reason: 'held_by_other' | 'not_held' | 'thread_elsewhere';
      readonly holder: string | null;
    }
  /** Messenger lets nothing through now; nothing was queued. */
  | TooLate
  /** The message waits already or has been sent. */
  | NotFailed
  /** The message has left, or nobody held it back. */
  | { readonly status: 'has_left' };

interface NotFailed {
  readonly status: 'not_failed';
}

/** Why a message to the person cannot go, by when the person last acted. */
export interface TooLate {
  readonly status: 'too_late';
  readonly reason: Extract<WindowRule, { allowed: false }>['reason'];
  readonly conversation: Conversation;
}

type Refusal = Extract<AgentResult, { status: 'refused' }>;
export type Decision =
  | Refusal
  | TooLate
  | NotFailed
  | { readonly status: 'not_found' | 'has_left' }
  | {
      readonly status: 'change';
      readonly timers?: Change['timers'];
      readonly cancelTimers?: Change['cancelTimers'];
      readonly requeue?: MessageId;
      readonly handoffs?: readonly Handoff[];
      readonly settled?: Change['settled'];
      readonly audit?: readonly AuditDraft[] | undefined;
      readonly evidence?: Change['evidence'] | undefined;
      readonly unpark?: boolean;
    };

/** Takes the conversation: the bot is silent from this commit on. The second of two is told who won. */
export function claim(tools: AgentTools, actor: Actor, id: ConversationId): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const { control } = draft.conversation;
    if (control.holder === 'agent' && control.staffId !== actor.id) {
      return { status: 'refused', reason: 'held_by_other', holder: control.name };
    }
    if (control.holder === 'agent') return { status: 'change' };
    const handoff = await assign(tools, draft, actor, now);
    draft.update({ unread: 0 });
    draft.addNotice({ kind: 'claimed', by: actor.name }, now);
    return {
      status: 'change',
      handoffs: [handoff],
      audit: [conversationAudit(actor, 'conversation.claimed', id, now)],
    };
  });
}

/** Puts the conversation, with the handoff that is open or a new one, into a member's hands. */
export async function assign(
  tools: Pick<AgentTools, 'store' | 'ids'>,
  draft: Draft,
  to: Pick<Actor, 'id' | 'name'>,
  now: Instant,
): Promise<Handoff> {
  const { id } = draft.conversation;
  const open = await tools.store.openHandoff(id);
  const handoff: Handoff = {
    ...(open === null
      ? {
          id: handoffId(tools.ids.next()),
          conversationId: id,
          reason: 'agent_started',
          reference: null,
          requestedAt: now,
        }
      : handoffBase(open)),
    firstAssignedAt: open?.firstAssignedAt ?? now,
    status: 'assigned',
    staffId: to.id,
    assignedAt: now,
  };
  draft.update({
    control: {
      holder: 'agent',
      staffId: to.id,
      name: to.name,
      handoffId: handoff.id,
      since: now,
    },
  });
  return handoff;
}

export function conversationAudit(
  actor: Actor,
  action: Extract<AuditAction, `conversation.${string}`>,
  id: ConversationId,
  at: Instant,
  details: AuditDraft['details'] = {},
): AuditDraft {
  return { at, actor: byStaff(actor.id), action, subject: ofConversation(id), details };
}

/** A line for colleagues; the person never sees it. */
export function addNote(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  text: string,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    draft.addNote({ kind: 'agent', staffId: actor.id, name: actor.name }, text, now);
    return { status: 'change' };
  });
}

/**
 * Gives the conversation back to the bot; `resolved` also closes it. What was known of a matter that is
 * not filed stays known.
 */
export function release(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  options: { readonly resolved: boolean },
): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const { control } = draft.conversation;
    if (control.holder === 'agent' && control.staffId !== actor.id && actor.role === 'agent') {
      return { status: 'refused', reason: 'held_by_other', holder: control.name };
    }
    const open = await tools.store.openHandoff(id);
    draft.update({
      control: { holder: 'bot' },
      dialog: afterOfficer(draft.conversation.dialog),
      unread: 0,
      resolvedAt: options.resolved ? now : null,
    });
    draft.addNotice({ kind: options.resolved ? 'resolved' : 'released', by: actor.name }, now);
    const action = options.resolved ? 'conversation.resolved' : 'conversation.released';
    const audit = [conversationAudit(actor, action, id, now)];
    if (open === null) return { status: 'change', audit };
    return {
      status: 'change',
      audit,
      handoffs: [
        {
          ...handoffBase(open),
          status: 'resolved',
          staffId: actor.id,
          resolvedAt: now,
        },
      ],
    };
  });
}

export function mustHold(conversation: Conversation, actor: Actor): Refusal | null {
  const { control } = conversation;
  if (control.holder !== 'agent') return { status: 'refused', reason: 'not_held', holder: null };
  return control.staffId === actor.id
    ? null
    : { status: 'refused', reason: 'held_by_other', holder: control.name };
}

/** Facebook would take nothing from us: it is said at once, and nothing waits unseen. */
export function elsewhere({ thread }: Conversation): Refusal | null {
  return thread.holder === 'ours'
    ? null
    : { status: 'refused', reason: 'thread_elsewhere', holder: null };
}

/** One agent's action: reads, decides, commits; reads again when somebody was faster. */
export async function act(
  tools: AgentTools,
  id: ConversationId,
  decide: (draft: Draft, now: Instant) => Decision | Promise<Decision>,
): Promise<AgentResult> {
  const { store, clock, ids } = tools;
  for (;;) {
    const conversation = await store.conversation(id);
    if (conversation === null) return { status: 'not_found' };
    const now = clock.now();
    const draft = new Draft(conversation, () => ids.next());
    const decision = await decide(draft, now);
    if (decision.status !== 'change') return decision;
    const stored = draft.commitAt(now);
    const after = stored.conversation.next;
    const change: Change = {
      ...stored,
      handoffs: decision.handoffs ?? [],
      settled: decision.settled ?? [],
      ...(decision.audit && { audit: decision.audit }),
      ...(decision.evidence && { evidence: decision.evidence }),
      ...(decision.timers && { timers: decision.timers }),
      ...(decision.cancelTimers && { cancelTimers: decision.cancelTimers }),
      ...(decision.requeue && { requeue: decision.requeue }),
      ...(decision.unpark === true && { unpark: true }),
      live: [conversationEvent(ids.next(), conversation, after, now)],
    };
    const result = await store.commit(change);
    if (result.status === 'committed') {
      return { status: 'ok', conversation: after };
    }
  }
}
