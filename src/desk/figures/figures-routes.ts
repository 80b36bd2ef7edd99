import { z } from 'zod';
import { OPINIONS_BY } from '../../domain/opinion.ts';
import type { Api } from '../../http/api.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, mustLead } from '../access.ts';
import { figuresShape, opinionsShape } from '../cases/opinion-shapes.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';

/** What people think of how their cases were closed: counted for supervisors, and of one case. */
export function figuresRoutes(api: Api, { store }: Pick<DeskTools, 'store'>): void {
  api.serve(
    {
      method: 'get',
      path: '/api/figures/satisfaction',
      summary: 'Ratings, and answers to whether it was really solved, counted.',
      query: z.object({ by: z.enum(OPINIONS_BY).default('month') }),
      answer: figuresShape,
    },
    async ({ query: { by }, request }) => {
      mustLead(actorOf(request));
      const found = await store.opinionFigures(by);
      return {
        items: found.map(({ key, ratings, solved, unsolved }) => {
          const rated = ratings.reduce((sum, number) => sum + number, 0);
          const total = ratings.reduce((sum, number, index) => sum + number * (index + 1), 0);
          const average = rated === 0 ? null : Math.round((total / rated) * 100) / 100;
          return { key, ratings: [...ratings], rated, average, solved, unsolved };
        }),
      };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/opinions',
      summary: 'What the person thinks of each closing of the case, oldest first.',
      answer: opinionsShape,
    },
    async ({ params, request }) => {
      const { reference, words = [] } = await accessCase(store, actorOf(request), params.reference);
      const found = await store.opinionsOf(reference);
      return {
        items: found.map(({ closedAt, agent, rating, solved }) => ({
          closedAt: iso(closedAt),
          agent,
          rating,
          solved,
          words: words.filter((word) => word.closedAt === closedAt).map(({ text }) => text),
        })),
      };
    },
  );
}
