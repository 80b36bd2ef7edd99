import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import {
  handOverReferral,
  resendReferral,
  withdrawReferral,
  type MoveReferral,
} from '../../casework/move-referral.ts';
import { refer } from '../../casework/refer.ts';
import type { ReferralTools } from '../../casework/referral-tools.ts';
import { caseNews } from '../../conversation/news/case-news.ts';
import { suggestAgencies } from '../../domain/agency.ts';
import { byStaff, ofCase } from '../../domain/audit.ts';
import { isStored } from '../../domain/evidence.ts';
import { referralId } from '../../domain/ids.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, mustWorkAtDesk } from '../access.ts';
import {
  agencyShape,
  caseReferralsShape,
  referralOrder,
  referralShape,
  resendOrder,
  withdrawOrder,
} from './referral-shapes.ts';
import { agencyView, referralView } from './referral-views.ts';
import { listOf } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

const MOST_STUCK = 100;

/** Agencies, the referrals of a case and the bundle that goes with them. */
export function referralRoutes(api: Api, desk: DeskTools): void {
  const { store } = desk;
  const { agencies, mails, answerMs, bundle } = desk.referring;
  const tools: ReferralTools = {
    ...desk,
    agencies,
    mails,
    answerMs,
    news: (changed, now) => caseNews(desk, changed, now),
  };
  api.serve(
    {
      method: 'get',
      path: '/api/agencies',
      summary: 'The agencies that take cases over.',
      answer: listOf(agencyShape),
    },
    ({ request }) => {
      mustWorkAtDesk(actorOf(request));
      return { items: agencies().map(agencyView), nextCursor: null };
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/referrals',
      summary: 'Referrals that staff should look at: no answer for days, or a mail that failed.',
      query: z.object({ stuck: z.literal('true') }),
      answer: listOf(referralShape),
    },
    async ({ request }) => {
      mustWorkAtDesk(actorOf(request));
      const stuck = await store.stuckReferrals(MOST_STUCK);
      return { items: stuck.map(referralView), nextCursor: null };
    },
  );
  const path = '/api/cases/:reference/referrals';
  api.serve(
    {
      method: 'get',
      path,
      summary: 'The referrals of a case, and the agencies that take its type.',
      answer: caseReferralsShape,
    },
    async ({ params, request }) => {
      const record = await accessCase(store, actorOf(request), params.reference);
      const evidence = (await store.evidenceOfCase(record.reference)).filter(isStored);
      const known = new Set([
        ...Object.keys(record.facts),
        ...evidence.flatMap(({ kind }) => kind ?? []),
      ]);
      const suggestions = suggestAgencies(agencies(), record.type, known);
      return {
        items: (await store.referralsOfCase(record.reference)).map(referralView),
        nextCursor: null,
        suggestions: suggestions.map(({ agency, present, missing }) => ({
          agency: agencyView(agency),
          present: [...present],
          missing: [...missing],
        })),
        mails,
      };
    },
  );
  api.serve(
    {
      method: 'post',
      path,
      summary: 'Hand the case to an agency.',
      body: referralOrder,
      answer: referralShape,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const { reference } = await accessCase(store, actor, params.reference);
      const result = await refer(tools, actor, reference, {
        agency: body.agency,
        by: body.by,
        email: body.email ?? null,
        note: body.note || null,
        together: body.together,
        instead: body.instead ? referralId(body.instead) : null,
      });
      if (result.status === 'ok') return referralView(result.referral);
      const status = result.status === 'not_found' ? 404 : 409;
      throw new Problem(status, 'The case cannot be handed over so.', { reason: result.status });
    },
  );
  const move = async (
    request: Parameters<typeof actorOf>[0],
    id: string,
    work: (actor: Actor, id: Referral['id']) => Promise<MoveReferral>,
  ) => {
    const actor = actorOf(request);
    mustWorkAtDesk(actor);
    const result = await work(actor, referralId(id));
    if (result.status === 'ok') return referralView(result.referral);
    if (result.status === 'not_found') throw new Problem(404, 'There is no such referral.');
    throw new Problem(409, 'That cannot be done with it now.', { reason: result.status });
  };
  api.serve(
    {
      method: 'post',
      path: '/api/referrals/:id/resend',
      summary: 'Send the mail once more, with a new link.',
      body: resendOrder,
      answer: referralShape,
    },
    ({ params, body, request }) =>
      move(request, params.id, (actor, id) => resendReferral(tools, actor, id, body.email ?? null)),
  );
  api.serve(
    {
      method: 'post',
      path: '/api/referrals/:id/withdraw',
      summary: 'Take it back; its link opens nothing any more.',
      body: withdrawOrder,
      answer: referralShape,
    },
    ({ params, body, request }) =>
      move(request, params.id, (actor, id) =>
        withdrawReferral(tools, actor, id, body.note || null),
      ),
  );
  api.serve(
    {
      method: 'post',
      path: '/api/referrals/:id/hand-over',
      summary: 'Tell that staff have brought it there themselves.',
      answer: referralShape,
    },
    ({ params, request }) =>
      move(request, params.id, (actor, id) => handOverReferral(tools, actor, id)),
  );
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/bundle',
      summary: 'Summary, evidence and manifest in one file.',
      media: 'application/zip',
    },
    async ({ params, request, response }) => {
      const actor = actorOf(request);
      const record = await accessCase(store, actor, params.reference);
      const { reference } = record;
      await store.appendAudit([
        {
          at: desk.clock.now(),
          actor: byStaff(actor.id),
          action: 'case.bundled',
          subject: ofCase(reference),
        },
      ]);
      const stream = await bundle(record, null);
      response.set({
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${reference}.zip"`,
        'Cache-Control': 'private, no-store',
      });
      await pipeline(stream, response);
    },
  );
}
