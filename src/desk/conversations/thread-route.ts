import { z } from 'zod';
import { changeThread } from '../../conversation/thread/change-thread.ts';
import { PAGE_INBOX_APP_ID } from '../../domain/thread-holder.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import type { ThreadRefusal } from '../../ports.ts';
import { accessConversation } from '../access.ts';
import { answerOf } from './action-routes.ts';
import { conversationShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

const threadBody = z.object({
  action: z.enum(['take', 'request', 'release', 'pass']),
  /** Whom to pass it to; the Page's inbox in Meta Business Suite unless given. */
  appId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
const THREAD_REFUSALS: Readonly<Record<ThreadRefusal, string>> = {
  no_default_app:
    'The Page has no default app. An admin of the Page sets this app in its conversation routing settings.',
  not_our_thread: 'Only the app that holds the thread may do this.',
  not_allowed: 'The Page’s settings or permissions do not let this app do this.',
  unknown_person: 'Facebook does not know this person.',
  token: 'The Page’s access has run out.',
  rate_limit: 'Facebook takes no more calls for the moment.',
  unreachable: 'Facebook cannot be reached.',
  no_answer: 'Facebook did not confirm it; it may have been done.',
  rejected: 'Facebook refused.',
};

/** Which of the Page's apps may write to the person. */
export function threadRoute(api: Api, tools: DeskTools): void {
  const { store, humanAgentGranted } = tools;
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/thread-control',
      summary: 'Take, ask for, let go or pass on the right to write to the person in Messenger.',
      body: threadBody,
      answer: conversationShape,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { id } = await accessConversation(store, actor, params.id);
      const { action, appId = PAGE_INBOX_APP_ID } = body;
      const wanted = action === 'pass' ? { action, appId } : { action };
      const result = await changeThread(tools, actor, id, wanted);
      if (result.status === 'thread_refused') throw threadRefusal(result.reason);
      return answerOf(result, actor, humanAgentGranted);
    },
  );
}

/** 409 with the reason: it is not for us alone to decide. */
function threadRefusal(reason: ThreadRefusal): Problem {
  return new Problem(409, THREAD_REFUSALS[reason], { reason: `thread_${reason}`, holder: null });
}
