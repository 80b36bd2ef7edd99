import { mustHold } from '../conversation/agent-actions.ts';
import { messageId, type ConversationId, type MessageId } from '../domain/ids.ts';
import type { ThreadMessage } from '../domain/message.ts';
import type { Api } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { actorOf } from '../http/sessions.ts';
import type { ReadStore } from '../ports.ts';
import { accessConversation } from './access.ts';
import { refusal } from './action-routes.ts';
import type { DeskTools } from './tools.ts';

const PAGE = 200;

/** Sending again what failed or was put aside. */
export function resendRoute(api: Api, { store, clock, ids }: DeskTools): void {
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/messages/:messageId/resend',
      summary:
        'Send a failed or parked message again; only the one who holds the conversation may.',
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const conversation = await accessConversation(store, actor, params.id);
      const refused = mustHold(conversation, actor);
      if (refused !== null) throw refusal(refused);
      const message = await find(store, conversation.id, messageId(params.messageId));
      if (message?.direction !== 'out') {
        throw new Problem(404, 'There is no such message in this conversation.');
      }
      const now = clock.now();
      if (!(await store.requeue(message.id, now))) {
        throw new Problem(409, 'This message waits already or has been sent.', {
          reason: 'not_failed',
        });
      }
      // Requeueing alone tells no screen that the line has changed.
      await store.commit({
        live: [{ id: ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
      });
    },
  );
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
