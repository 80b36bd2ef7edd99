import { z } from 'zod';
import { casesOf, isOnlyOf, obstacles } from '../../casework/erase.ts';
import {
  erasureRequestOf,
  erasureRequests,
  type ErasureRequest,
} from '../../casework/erasure-requests.ts';
import { answerErasure, maySpeak } from '../../conversation/agent/answer-erasure.ts';
import { seesInFull } from '../../domain/masking.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation, mustLead } from '../access.ts';
import {
  erasureAnswerBody,
  erasureRequestShape,
  erasureShape,
  type ErasureRequestView,
} from './privacy-shapes.ts';
import { listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

const MOST = 200;

/** People who asked to be erased: a list to decide, and the answer that nothing is erased. */
export function erasureRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  api.serve(
    {
      method: 'get',
      path: '/api/erasure-requests',
      summary:
        'People who asked to be erased: done within the hour, or for a supervisor to decide.',
      answer: listOf(erasureRequestShape),
    },
    async ({ request }) => {
      mustLead(actorOf(request));
      const found = await erasureRequests(store, MOST);
      return { items: found.map(requestView), nextCursor: null };
    },
  );
  const path = '/api/conversations/:id/erasure';
  api.serve(
    {
      method: 'get',
      path,
      summary: 'Whether the person asked to be erased, and which cases stand in the way.',
      answer: erasureShape,
    },
    async ({ params, request }) => {
      const talk = await accessConversation(store, actorOf(request), params.id);
      const cases = await casesOf(store, talk);
      const found = await erasureRequestOf(store, talk.id);
      return {
        request: found === null ? null : requestView(found),
        kept: obstacles(cases.filter((record) => isOnlyOf(record, talk.id))),
      };
    },
  );
  api.serve(
    {
      method: 'post',
      path: `${path}/answer`,
      summary: 'End the wish without erasing, and tell the person.',
      body: z.object({ answer: erasureAnswerBody }),
      /** `told`: whether Messenger let the answer through to the person. */
      answer: z.object({ told: z.boolean() }),
    },
    async ({ params, body: { answer }, request }) => {
      const actor = actorOf(request);
      const talk = await accessConversation(store, actor, params.id);
      // Who has the person hears that they changed their mind; to refuse it is for those who lead.
      if (answer.because === 'refused' || !seesInFull(actor, [talk])) mustLead(actor);
      if ((await erasureRequestOf(store, talk.id)) === null) {
        throw new Problem(409, 'This person has not asked for it.', { reason: 'not_asked' });
      }
      const result = await answerErasure(tools, actor, talk.id, answer);
      if (result.status === 'not_found') throw new Problem(404, 'There is no such conversation.');
      return { told: maySpeak(talk, tools.clock.now()) };
    },
  );
}

function requestView({ askedAt, dueAt, kept, ...rest }: ErasureRequest): ErasureRequestView {
  return {
    ...rest,
    askedAt: iso(askedAt),
    dueAt: dueAt === null ? null : iso(dueAt),
    kept: [...kept],
  };
}
