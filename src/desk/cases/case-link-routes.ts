import { z } from 'zod';
import { linkConversation } from '../../casework/link-conversation.ts';
import { similarCases } from '../../casework/similar-cases.ts';
import { conversationId } from '../../domain/ids.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, accessConversation } from '../access.ts';
import { caseSeenBy } from './case-access.ts';
import { similarShape } from './case-shapes.ts';
import { similarView } from './case-view.ts';
import { caseShape, listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

const body = z.strictObject({ conversation: z.string().min(1).max(200) });

/** What a case has to do with conversations and with other cases. */
export function caseLinkRoutes(api: Api, tools: DeskTools): void {
  const { store, clock } = tools;
  const link = async (actor: Actor, code: string, id: string, linked: boolean) => {
    const { reference } = await accessCase(store, actor, code);
    if (linked) await accessConversation(store, actor, id);
    const result = await linkConversation(tools, actor, reference, conversationId(id), linked);
    switch (result.status) {
      case 'ok':
        return caseSeenBy(store, actor, result.case, clock.now());
      case 'not_found':
        throw new Problem(404, 'There is no such conversation.');
      case 'last_one':
        throw new Problem(409, 'Nobody could be told of this case any more.', {
          reason: 'last_one',
        });
    }
  };
  api.serve(
    {
      method: 'post',
      path: '/api/cases/:reference/conversations',
      summary: 'Tie a conversation to the case: its person may see the status.',
      body,
      answer: caseShape,
    },
    ({ params, body: { conversation }, request }) =>
      link(actorOf(request), params.reference, conversation, true),
  );
  api.serve(
    {
      method: 'delete',
      path: '/api/cases/:reference/conversations/:id',
      summary: 'Untie a conversation from the case.',
      answer: caseShape,
    },
    ({ params, request }) => link(actorOf(request), params.reference, params.id, false),
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/similar',
      summary: 'Other cases of the same person or party; possible duplicates first.',
      answer: listOf(similarShape),
    },
    async ({ params, request }) => {
      const record = await accessCase(store, actorOf(request), params.reference);
      const found = await similarCases(store, record);
      return { items: found.map(similarView), nextCursor: null };
    },
  );
}
