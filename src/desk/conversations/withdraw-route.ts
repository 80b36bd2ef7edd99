import { withdraw } from '../../conversation/agent/held-reply.ts';
import { messageId } from '../../domain/ids.ts';
import type { Api } from '../../http/api.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { answerOf } from './action-routes.ts';
import { conversationShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

/** Taking a reply back while it is held. */
export function withdrawRoute(api: Api, tools: DeskTools): void {
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/messages/:messageId/withdraw',
      summary: 'Take a reply back before it leaves; only its writer may.',
      answer: conversationShape,
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(tools.store, actor, params.id);
      const result = await withdraw(tools, actor, id, messageId(params.messageId));
      return answerOf(result, actor, tools.humanAgentGranted);
    },
  );
}
