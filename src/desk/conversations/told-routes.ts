import { z } from 'zod';
import { toldSoFar } from '../../conversation/case-by-staff.ts';
import { correctTold } from '../../conversation/correct-told.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { MASK, maskNumbers, seesInFull } from '../../domain/masking.ts';
import type { Actor } from '../../domain/staff.ts';
import { isFact } from '../../domain/told-fact.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { factsBody } from '../cases/case-bodies.ts';
import { toldShape, type ToldView } from '../cases/case-shapes.ts';
import type { DeskTools } from '../tools.ts';

/** What the bot has been told by a person whose case is not filed yet, for officers to see and correct. */
export function toldRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  const path = '/api/conversations/:id/told';
  api.serve(
    {
      method: 'get',
      path,
      summary: 'What the person has told the bot of the matter in hand, and what it asks next.',
      answer: toldShape,
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      return toldView(actor, await accessConversation(store, actor, params.id));
    },
  );
  api.serve(
    {
      method: 'patch',
      path,
      summary: 'Correct it: the bot asks it no more.',
      body: z.strictObject({ facts: factsBody }),
      answer: toldShape,
    },
    async ({ params, body: { facts }, request }) => {
      const actor = actorOf(request);
      const talk = await accessConversation(store, actor, params.id);
      if (!Object.entries(facts).every(([slot, value]) => isFact(slot, value))) {
        throw new Problem(422, 'This is no fact of the matter.', { reason: 'no_fact' });
      }
      if (JSON.stringify(facts).includes(MASK)) {
        throw new Problem(422, 'A masked number cannot be stored.', { reason: 'masked' });
      }
      const result = await correctTold(tools, actor, talk.id, { facts });
      if (result.status !== 'ok')
        throw new Problem(409, 'No form is in hand.', { reason: 'no_form' });
      return toldView(actor, result.conversation);
    },
  );
}

function toldView(actor: Actor, conversation: Conversation): ToldView {
  const { dialog } = conversation;
  const { facts: told } = toldSoFar(conversation);
  const full = seesInFull(actor, [conversation]);
  const { type_confidence: confidence } = told;
  const asking = dialog?.['asking'];
  return {
    confidence: typeof confidence === 'number' ? confidence : null,
    asking: typeof asking === 'string' ? asking : null,
    facts: Object.fromEntries(
      Object.entries(told).flatMap(([slot, value]) => {
        if (!isFact(slot, value)) return [];
        const shown = typeof value === 'string' && !full ? maskNumbers(value) : value;
        return [[slot, shown] as const];
      }),
    ),
  };
}
