import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import type { Actor } from '../../domain/staff.ts';
import type { ReadStore } from '../../ports.ts';
import { act, elsewhere, mustHold, type AgentResult } from './agent-actions.ts';
import type { ReplyTools } from './reply.ts';

const PAGE = 200;

/**
 * Sends a message again that failed or was put aside. Only the one who holds the conversation may,
 * and only while Messenger lets it through: a line of the bot stays a line of the bot.
 */
export function resend(
  tools: ReplyTools,
  actor: Actor,
  id: ConversationId,
  messageId: MessageId,
): Promise<AgentResult> {
  return act(tools, id, async ({ conversation }, now) => {
    const refusal = mustHold(conversation, actor) ?? elsewhere(conversation);
    if (refusal !== null) return refusal;
    const line = await find(tools.store, id, messageId);
    if (line?.direction !== 'out') return { status: 'not_found' };
    const { status } = line.delivery;
    if (status !== 'failed' && status !== 'parked') return { status: 'not_failed' };
    const rule = windowRule({
      sender: line.author.kind === 'agent' ? 'agent' : 'bot',
      openedAt: conversation.windowOpenedAt,
      now,
      humanAgentGranted: tools.humanAgentGranted,
      template: line.content.kind === 'template',
    });
    return rule.allowed
      ? { status: 'change', requeue: line.id }
      : { status: 'too_late', reason: rule.reason, conversation };
  });
}

/** Lines are read from the end: what failed is mostly among the last ones. */
async function find(
  store: Pick<ReadStore, 'messages'>,
  id: ConversationId,
  wanted: MessageId,
): Promise<ThreadMessage | null> {
  for (let before: number | null = null; ;) {
    const lines = await store.messages(id, { before, limit: PAGE });
    const found = lines.find((line) => line.id === wanted);
    if (found !== undefined) return found;
    before = lines[0]?.seq ?? 1;
    if (before <= 1) return null;
  }
}
