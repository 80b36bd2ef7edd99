import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId, Instant, MessageId } from '../../domain/ids.ts';
import type { OutgoingContent, ThreadMessage } from '../../domain/message.ts';
import { STANDARD_WINDOW_MS, windowRule } from '../../domain/messaging-window.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Change, Store } from '../../ports.ts';
import {
  act,
  elsewhere,
  mustHold,
  type AgentResult,
  type AgentTools,
  type TooLate,
} from './agent-actions.ts';
import { firstAnswer } from './first-answer.ts';
import { heldReply } from './held-reply.ts';

export interface ReplyTools extends AgentTools {
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
  /** How long a reply is held back and may be withdrawn, in milliseconds; 0: it leaves at once. */
  readonly undoMs: number;
}

/** Lines among which parked ones are looked for. */
const LOOKED_BACK = 100;

/** What goes with a line that is being written. */
export interface Beside {
  readonly evidence?: Change['evidence'];
  readonly audit?: Change['audit'];
}

/**
 * Writes to the person. Only the one who holds the conversation may, and only while Messenger lets
 * it through. What the bot could not say in time is given up when a person answers after it: left
 * in front, it would hold the answer back.
 */
export function reply(
  tools: ReplyTools,
  actor: Actor,
  id: ConversationId,
  text: string,
): Promise<AgentResult> {
  return say(tools, actor, id, { kind: 'text', text });
}

/** The same with any content. @param beside what is stored with its line, told the line's id */
export function say(
  tools: ReplyTools,
  actor: Actor,
  id: ConversationId,
  content: OutgoingContent,
  beside: (line: MessageId, now: Instant) => Beside = () => ({}),
): Promise<AgentResult> {
  return act(tools, id, async (draft, now) => {
    const { conversation } = draft;
    const refusal =
      mustHold(conversation, actor) ?? elsewhere(conversation) ?? tooLate(tools, conversation, now);
    if (refusal !== null) return refusal;
    const settled = await givenUp(tools.store, conversation, now);
    const leavesAt = tools.undoMs > 0 ? now + tools.undoMs : undefined;
    const before = conversation.messageCount;
    draft.addOutgoing({ kind: 'agent', staffId: actor.id, name: actor.name }, content, now, {
      leavesAt,
    });
    draft.update({ unread: 0 });
    const line = draft.messages.at(-1);
    const change = {
      status: 'change' as const,
      settled,
      ...(line && beside(line.id, now)),
    };
    if (leavesAt === undefined) {
      return { ...change, handoffs: await firstAnswer(tools.store, conversation, now) };
    }
    const lines = { from: before + 1, to: draft.conversation.messageCount };
    return { ...change, timers: [heldReply(id, lines, leavesAt)] };
  });
}

/** Null while a member of staff may write to the person. */
export function tooLate(
  { humanAgentGranted }: Pick<ReplyTools, 'humanAgentGranted'>,
  conversation: Conversation,
  now: Instant,
): TooLate | null {
  const openedAt = conversation.windowOpenedAt;
  const rule = windowRule({ sender: 'agent', openedAt, now, humanAgentGranted });
  return rule.allowed ? null : { status: 'too_late', reason: rule.reason, conversation };
}

/** The bot's parked lines, once it may not send them any more and a person may. */
async function givenUp(
  store: Pick<Store, 'messages'>,
  { id, windowOpenedAt }: Conversation,
  now: Instant,
): Promise<NonNullable<Change['settled']>> {
  if (windowOpenedAt === null || now - windowOpenedAt < STANDARD_WINDOW_MS) return [];
  const lines = await store.messages(id, { before: null, limit: LOOKED_BACK });
  const outcome = { status: 'failed', at: now, reason: 'answered_by_person' } as const;
  return lines.filter(isParkedBotLine).map((line) => ({ id: line.id, outcome }));
}

function isParkedBotLine(line: ThreadMessage): boolean {
  return (
    line.direction === 'out' && line.author.kind !== 'agent' && line.delivery.status === 'parked'
  );
}
