import { z } from 'zod';
import { correctTold } from '../../conversation/agent/correct-told.ts';
import { matterCard, type MatterCard } from '../../conversation/agent/matter-card.ts';
import type { StaffName } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { hideFact, maskNumbers, seesInFull } from '../../domain/masking.ts';
import { COMPLAINT_TYPES } from '../../domain/problem-types.ts';
import type { Actor } from '../../domain/staff.ts';
import { isFact } from '../../domain/told-fact.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessConversation } from '../access.ts';
import { factsBody } from '../cases/case-bodies.ts';
import type { DeskTools } from '../tools.ts';
import { cardShape, type CardView } from './card-shapes.ts';
import { iso } from './views.ts';

const body = z.strictObject({
  facts: factsBody.default({}),
  type: z.enum(COMPLAINT_TYPES).exactOptional(),
  urgent: z.boolean().exactOptional(),
});

/** The handoff card: what is known of a matter, for officers to see and correct. */
export function cardRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  const path = '/api/conversations/:id/card';
  const view = async (actor: Actor, talk: Conversation) =>
    cardView(await matterCard(tools, talk), seesInFull(actor, [talk]));
  api.serve(
    {
      method: 'get',
      path,
      summary: 'What an officer has to know of the matter: wish, type, facts, files, what to ask.',
      answer: cardShape,
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      return view(actor, await accessConversation(store, actor, params.id));
    },
  );
  api.serve(
    {
      method: 'patch',
      path,
      summary: 'Correct it: the bot asks it no more, now and after the officer.',
      body,
      answer: cardShape,
    },
    async ({ params, body: correction, request }) => {
      const actor = actorOf(request);
      const talk = await accessConversation(store, actor, params.id);
      if (!Object.entries(correction.facts).every(([slot, value]) => isFact(slot, value))) {
        throw new Problem(422, 'This is no fact of the matter.', { reason: 'no_fact' });
      }
      const result = await correctTold(tools, actor, talk.id, correction);
      if (result.status !== 'ok') {
        throw new Problem(409, 'All that was told is in a case.', { reason: 'filed' });
      }
      return view(actor, result.conversation);
    },
  );
}

/** @param full whether numbers of people are shown */
function cardView(card: MatterCard, full: boolean): CardView {
  const shown = (text: string) => (full ? text : maskNumbers(text));
  const { type, wish, next } = card;
  return {
    ...card,
    wish: wish === null ? null : shown(wish),
    type: type === null ? null : { ...type, staff: named(type.staff) },
    alternatives: [...card.alternatives],
    files: [...card.files],
    next: next === null ? null : { ...next, text: shown(next.text) },
    botSaid: card.botSaid.map(({ text, at }) => ({ text: shown(text), at: iso(at) })),
    facts: Object.fromEntries(
      Object.entries(card.facts).map(
        ([
          slot,
          {
            value,
            source: { by, staff, at },
          },
        ]) => [
          slot,
          {
            value: full ? value : hideFact(slot, value),
            source: { by, staff: named(staff), at: at === null ? null : iso(at) },
          },
        ],
      ),
    ),
  };
}

const named = (staff: StaffName | undefined) =>
  staff === undefined ? null : { id: staff.staffId, name: staff.name };
