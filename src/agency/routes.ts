import { pipeline } from 'node:stream/promises';
import { answerReferral } from '../casework/answer-referral.ts';
import type { ReferralTools } from '../casework/referral-tools.ts';
import { referralOfToken } from '../casework/reply-link.ts';
import { ofCase } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import { isStored } from '../domain/evidence.ts';
import { AGENCY_ANSWERS, isOpenReferral, mayBecome, type Referral } from '../domain/referral.ts';
import { Api } from '../http/api.ts';
import { addressOf, limitFailures } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { agencyPageShape, agencyReply, lookQuestion, type AgencyPage } from './shapes.ts';

const WINDOW_MS = 15 * 60_000;
/** A whole agency may share one address; who holds a link fails hardly ever. */
const WRONG_LINKS = 20;

export interface AgencyPageTools extends ReferralTools {
  /** Part of the key of reply links. */
  readonly secret: string;
  readonly bundle: (record: Case, agency: string | null) => Promise<NodeJS.ReadableStream>;
}

/**
 * What an agency reads and says by its signed link, without an account. The link's token comes in
 * the body, never in an address, so that no log has it. Wrong, ended and revoked links look the same.
 */
export function agencyApi(tools: AgencyPageTools): Api {
  const { store, clock, secret } = tools;
  const api = new Api(null);
  const limits = [limitFailures({ limit: WRONG_LINKS, windowMs: WINDOW_MS, keyOf: addressOf })];
  const open = async (token: string): Promise<{ referral: Referral; record: Case }> => {
    const referral = await referralOfToken(store, token, { secret, now: clock.now() });
    const record = referral === null ? null : await store.caseByReference(referral.reference);
    if (referral === null || record === null) throw new Problem(404, 'This link opens nothing.');
    return { referral, record };
  };
  const note = (referral: Referral, action: 'referral.opened' | 'case.bundled') =>
    store.appendAudit([
      {
        at: clock.now(),
        actor: `agency:${referral.agency}`,
        action,
        subject: ofCase(referral.reference),
        details: { referral: referral.id },
      },
    ]);
  const pageOf = async (referral: Referral, record: Case): Promise<AgencyPage> => {
    const agency = tools.agencies().find(({ id }) => id === referral.agency);
    const evidence = (await store.evidenceOfCase(record.reference)).filter(isStored);
    return {
      reference: record.reference,
      type: record.type,
      urgent: record.urgent,
      agency: agency?.name ?? { th: referral.agency, en: referral.agency },
      note: referral.note,
      filedAt: iso(record.createdAt),
      sentAt: iso(referral.createdAt),
      linkEndsAt: iso(referral.linkExpiresAt),
      files: evidence.length,
      status: referral.status,
      version: referral.version,
      answers: AGENCY_ANSWERS.filter(
        (answer) =>
          mayBecome(referral.status, answer) ||
          (answer === referral.status && isOpenReferral(referral)),
      ),
      said: referral.history
        .filter(({ by }) => by === 'agency')
        .map((event) => ({ at: iso(event.at), status: event.status, note: event.note })),
    };
  };
  api.serve(
    {
      method: 'post',
      path: '/api/agency/look',
      summary: 'What a reply link is about.',
      open: true,
      body: lookQuestion,
      answer: agencyPageShape,
    },
    async ({ body, response }) => {
      const { referral, record } = await open(body.token);
      await note(referral, 'referral.opened');
      response.set('Cache-Control', 'no-store');
      return pageOf(referral, record);
    },
    limits,
  );
  api.serve(
    {
      method: 'post',
      path: '/api/agency/reply',
      summary: 'The answer of an agency.',
      open: true,
      body: agencyReply,
      answer: agencyPageShape,
    },
    async ({ body: { token, version, status, note: words } }) => {
      const result = await answerReferral(tools, token, { status, version, note: words || null });
      switch (result.status) {
        case 'ok': {
          const { record } = await open(token);
          return pageOf(result.referral, record);
        }
        case 'no_link':
          throw new Problem(404, 'This link opens nothing.');
        case 'no_reason':
          throw new Problem(400, 'This answer needs a reason.', { reason: 'no_reason' });
        case 'stale':
        case 'not_allowed':
          throw new Problem(409, 'Somebody answered meanwhile.', { reason: result.status });
      }
    },
    limits,
  );
  api.serve(
    {
      method: 'post',
      path: '/api/agency/bundle',
      summary: 'Summary, evidence and manifest in one file.',
      open: true,
      body: lookQuestion,
      media: 'application/zip',
    },
    async ({ body, response }) => {
      const { referral, record } = await open(body.token);
      await note(referral, 'case.bundled');
      const stream = await tools.bundle(record, referral.agency);
      response.set({
        'Content-Type': 'application/zip',
        'Content-Disposition': `attachment; filename="${record.reference}.zip"`,
        'Cache-Control': 'private, no-store',
      });
      await pipeline(stream, response);
    },
    limits,
  );
  return api;
}

const iso = (at: number) => new Date(at).toISOString();
