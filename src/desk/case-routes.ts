import { z } from 'zod';
import { changeStatus } from '../casework/change-status.ts';
import { caseNews } from '../conversation/case-news.ts';
import { CASE_STATUSES, type Case } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import type { Api } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { actorOf } from '../http/sessions.ts';
import { accessCase, mustWorkAtDesk } from './access.ts';
import { pageQuery } from './queries.ts';
import { caseShape, listOf } from './shapes.ts';
import type { DeskTools } from './tools.ts';
import { caseView } from './case-view.ts';

const query = pageQuery.extend({
  status: z.enum(CASE_STATUSES).optional(),
  type: z.string().max(60).optional(),
  /** Which body has the case now. */
  agency: z.string().max(60).optional(),
});
const change = z.object({ status: z.enum(CASE_STATUSES) });

/** Reading cases and moving them along. */
export function caseRoutes(api: Api, tools: DeskTools): void {
  const { store } = tools;
  api.serve(
    {
      method: 'get',
      path: '/api/cases',
      summary: 'Cases, latest change first.',
      query,
      answer: listOf(caseShape),
    },
    async ({ query: { status, type, agency, q, cursor, limit }, request }) => {
      mustWorkAtDesk(actorOf(request));
      const found = await store.cases({
        limit,
        ...(status && { status }),
        ...(type && { type }),
        ...(agency && { holder: agency }),
        ...(q && { q }),
        ...(cursor && { cursor }),
      });
      return { items: found.items.map(caseView), nextCursor: found.nextCursor };
    },
  );
  const path = '/api/cases/:reference';
  api.serve(
    { method: 'get', path, summary: 'One case.', answer: caseShape },
    async ({ params, request }) =>
      caseView(await accessCase(store, actorOf(request), params.reference)),
  );
  api.serve(
    { method: 'patch', path, summary: 'Move a case along.', body: change, answer: caseShape },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { reference } = await accessCase(store, actor, params.reference);
      const news = (changed: Case, now: Instant) => caseNews(tools, changed, now);
      const result = await changeStatus({ ...tools, news }, actor, reference, body.status);
      switch (result.status) {
        case 'ok':
          return caseView(result.case);
        case 'not_found':
          throw new Problem(404, 'There is no such case.');
        case 'not_allowed':
          throw new Problem(409, 'The case cannot go to this status.', {
            reason: 'not_allowed',
            allowed: result.allowed,
          });
      }
    },
  );
}
