import { z } from 'zod';
import { editCase } from '../../casework/edit-case.ts';
import { openByStaff } from '../../casework/open-by-staff.ts';
import { caseByStaff, toldSoFar } from '../../conversation/agent/case-by-staff.ts';
import { caseNews, previewNews } from '../../conversation/news/case-news.ts';
import { byStaff, ofCase } from '../../domain/audit.ts';
import { CASE_STATUSES, type Case } from '../../domain/case.ts';
import { conversationId } from '../../domain/ids.ts';
import { MASK, maskedCase, seesInFull } from '../../domain/masking.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, accessConversation, mustWorkAtDesk } from '../access.ts';
import { caseChange, newCaseBody, referenceIn, statusPreviewBody } from './case-bodies.ts';
import { openedCaseShape, statusPreviewShape } from './case-shapes.ts';
import { caseView } from './case-view.ts';
import { caseSeenBy } from './case-access.ts';
import { pageQuery } from '../queries.ts';
import { caseShape, listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';
import { ViewedLately } from '../conversations/viewed-lately.ts';

const query = pageQuery.extend({
  status: z.enum(CASE_STATUSES).optional(),
  type: z.string().max(60).optional(),
  /** Which body has the case now. */
  agency: z.string().max(60).optional(),
});

/** Finding, opening, reading and changing cases. Every read stands in the audit. */
export function caseRoutes(api: Api, tools: DeskTools): void {
  const { store, clock } = tools;
  const viewed = new ViewedLately();
  api.serve(
    {
      method: 'get',
      path: '/api/cases',
      summary: 'Cases, latest change first; `q`: code, phone, account, link, name or words.',
      query,
      answer: listOf(caseShape),
    },
    async ({ query: { status, type, agency, q, cursor, limit }, request }) => {
      const actor = actorOf(request);
      mustWorkAtDesk(actor);
      const found = await store.cases({
        limit,
        ...(status && { status }),
        ...(type && { type }),
        ...(agency && { holder: agency }),
        ...(q && { q }),
        ...(cursor && { cursor }),
      });
      const references = found.items.map(({ reference }) => reference);
      if (references.length > 0) {
        await store.appendAudit([
          {
            at: clock.now(),
            actor: byStaff(actor.id),
            action: 'case.listed',
            subject: 'list:cases',
            details: { references },
          },
        ]);
      }
      // A list shows numbers to who leads; whoever needs those of one case opens it.
      const leads = seesInFull(actor, []);
      const shown = (record: Case) =>
        leads ? caseView(record) : caseView(maskedCase(record), true);
      return { items: found.items.map(shown), nextCursor: found.nextCursor };
    },
  );
  api.serve(
    {
      method: 'post',
      path: '/api/cases',
      creates: true,
      summary:
        'Open a case from a conversation, or for somebody who called. Tells the secret once.',
      body: newCaseBody,
      answer: openedCaseShape,
    },
    async ({ body, request }) => {
      const actor = actorOf(request);
      const { conversation: id, type, urgent, facts, parties, onBehalfOf, note } = body;
      mustWorkAtDesk(actor);
      const said = id === null ? null : toldSoFar(await accessConversation(store, actor, id));
      const result = await openByStaff(
        { ...tools, inConversation: (found, made, now) => caseByStaff(tools, found, made, now) },
        actor,
        {
          type,
          urgent,
          ...(said !== null && { staffFacts: said.staffFacts }),
          slots: { ...said?.facts, ...(onBehalfOf !== null && { relation: onBehalfOf }) },
          facts,
          conversation: id === null ? null : conversationId(id),
          parties,
          note,
        },
      );
      if (result.status === 'not_found') throw new Problem(404, 'There is no such conversation.');
      return { case: caseView(result.case), secret: result.secret };
    },
  );
  const path = '/api/cases/:reference';
  api.serve(
    { method: 'get', path, summary: 'One case.', answer: caseShape },
    async ({ params, request }) => {
      const actor = actorOf(request);
      const record = await accessCase(store, actor, params.reference);
      const at = clock.now();
      const subject = ofCase(record.reference);
      if (viewed.isNew(actor.id, record.reference, at)) {
        await store.appendAudit([{ at, actor: byStaff(actor.id), action: 'case.viewed', subject }]);
      }
      return caseSeenBy(store, actor, record, clock.now());
    },
  );
  api.serve(
    {
      method: 'patch',
      path,
      summary: 'Change a case: status, type, facts, parties, note. 409 when it has changed since.',
      body: caseChange,
      answer: caseShape,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { reference } = await accessCase(store, actor, params.reference);
      if (JSON.stringify(body).includes(MASK)) {
        throw new Problem(422, 'A masked number cannot be stored.', { reason: 'masked' });
      }
      if (body.word !== undefined && body.status === undefined) {
        throw new Problem(422, 'A word to the person goes with a status.', { reason: 'no_status' });
      }
      const { version = null, duplicateOf, ...edit } = body;
      const result = await editCase(
        { ...tools, news: (changed, now, of) => caseNews(tools, changed, now, of) },
        actor,
        reference,
        {
          ...edit,
          ...(duplicateOf !== undefined && {
            duplicateOf: duplicateOf === null ? null : referenceIn(duplicateOf, 'duplicateOf'),
          }),
        },
        version,
      );
      switch (result.status) {
        case 'ok':
          return caseSeenBy(store, actor, result.case, clock.now());
        case 'not_found':
          throw new Problem(404, 'There is no such case.');
        case 'not_allowed':
          throw new Problem(409, 'The case cannot go to this status.', {
            reason: 'not_allowed',
            allowed: result.allowed,
          });
        case 'stale':
          throw new Problem(409, 'Somebody else has changed the case. Read it again.', {
            reason: 'stale',
            version: result.case.version,
          });
        case 'no_original':
          throw new Problem(409, 'This cannot be the case that goes on instead.', {
            reason: 'no_original',
          });
      }
    },
  );
  api.serve(
    {
      method: 'post',
      path: '/api/cases/:reference/status-preview',
      summary: 'What the person would be told of another status. Changes nothing.',
      body: statusPreviewBody,
      answer: statusPreviewShape,
    },
    async ({ params, body, request }) => {
      const record = await accessCase(store, actorOf(request), params.reference);
      const { when, bubbles } = await previewNews(tools, record, body, clock.now());
      return { when, bubbles: [...bubbles] };
    },
  );
}
