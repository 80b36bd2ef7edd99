import { resend } from '../../conversation/agent/resend.ts';
import { messageId } from '../../domain/ids.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { answerOf } from './action-routes.ts';
import type { DeskTools } from '../tools.ts';

/** Sending again what failed or was put aside. */
export function resendRoute(api: Api, tools: DeskTools): void {
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/messages/:messageId/resend',
      summary:
        'Send a failed or parked message again; only the one who holds the conversation may.',
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(tools.store, actor, params.id);
      const result = await resend(tools, actor, id, messageId(params.messageId));
      if (result.status === 'not_found') {
        throw new Problem(404, 'There is no such message in this conversation.');
      }
      answerOf(result, actor, tools.humanAgentGranted);
    },
  );
}
