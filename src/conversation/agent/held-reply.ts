import { z } from 'zod';
import {
  conversationId,
  type ConversationId,
  type Instant,
  type MessageId,
} from '../../domain/ids.ts';
import { NO_MARKS } from '../../domain/line-marks.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import { act, mustHold, type AgentResult, type AgentTools } from './agent-actions.ts';
import { Draft } from '../draft.ts';
import { conversationEvent } from '../conversation-event.ts';
import { firstAnswer } from './first-answer.ts';

/** The lines of one reply; a long text has several. */
const linesShape = z.object({ from: z.number(), to: z.number() });
type Lines = z.infer<typeof linesShape>;

/** Lets a reply, whose lines stand in the thread already, leave at a moment. */
export function heldReply(id: ConversationId, lines: Lines, leavesAt: Instant): Timer {
  const { from, to } = lines;
  return {
    id: `send_reply:${id}:${from}`,
    kind: 'send_reply',
    subject: id,
    dueAt: leavesAt,
    data: { from, to },
  };
}

/**
 * What becomes of a held reply when its time has come: it goes to the outbox, and before it every
 * earlier one that is still held, so that none overtakes another. Withdrawing it makes another
 * version of the conversation, as this does: only one of the two is stored.
 */
export async function releaseReply(
  tools: {
    readonly store: Pick<Store, 'conversation' | 'messages' | 'timersOf' | 'openHandoff'>;
    readonly ids: Ids;
  },
  timer: Timer,
  now: Instant,
): Promise<Change> {
  const { store, ids } = tools;
  const held = (await heldOf(store, timer.subject)).filter(({ dueAt }) => dueAt <= timer.dueAt);
  const conversation = await store.conversation(conversationId(timer.subject));
  if (conversation === null || held.length === 0) return {};
  const draft = new Draft(conversation, () => ids.next());
  for (const { data } of held) {
    for (const line of await linesOf(store, conversation.id, linesShape.parse(data))) {
      if (line.direction !== 'out' || isWithdrawn(line)) continue;
      draft.queue({ id: line.id, seq: line.seq, sender: 'agent', content: line.content, at: now });
    }
  }
  return {
    ...draft.commitAt(now),
    handoffs: draft.outbox.length > 0 ? await firstAnswer(store, conversation, now) : [],
    cancelTimers: held.flatMap(({ id }) => (id === timer.id ? [] : [id])),
    live: [conversationEvent(ids.next(), conversation, draft.conversation, now)],
  };
}

/** Takes a reply back that is still held. Only its writer may; the line stays, for colleagues, as withdrawn. */
export function withdraw(
  tools: AgentTools,
  actor: Actor,
  id: ConversationId,
  message: MessageId,
): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const refusal = mustHold(draft.conversation, actor);
    if (refusal !== null) return refusal;
    for (const timer of await heldOf(tools.store, id)) {
      const lines = await linesOf(tools.store, id, linesShape.parse(timer.data));
      if (!lines.some((line) => line.id === message)) continue;
      for (const line of lines) {
        draft.amend({ ...line, marks: { ...(line.marks ?? NO_MARKS), takenBackAt: now } }, line);
      }
      return { status: 'change', cancelTimers: [timer.id] };
    }
    return { status: 'has_left' };
  });
}

function isWithdrawn({ marks }: ThreadMessage): boolean {
  return marks !== undefined && marks.takenBackAt !== null;
}

async function heldOf(store: Pick<Store, 'timersOf'>, subject: string): Promise<Timer[]> {
  return (await store.timersOf(subject)).filter(({ kind }) => kind === 'send_reply');
}

function linesOf(
  store: Pick<Store, 'messages'>,
  id: ConversationId,
  { from, to }: Lines,
): Promise<readonly ThreadMessage[]> {
  return store.messages(id, { before: to + 1, limit: to - from + 1 });
}
