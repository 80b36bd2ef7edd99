import type { Request } from 'express';
import { toldHistory } from '../casework/told.ts';
import { trackedCase, untoldErasureAt } from '../casework/track-case.ts';
import type { Agency } from '../domain/agency.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import { Api } from '../http/api.ts';
import { addressOf, limitFailures } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { storedTries } from '../http/stored-tries.ts';
import type { Clock, Receipts, Store } from '../ports.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { evenly } from './evenly.ts';
import { trackAnswer, trackQuestion } from './shapes.ts';
import { trackView } from './view.ts';

const WINDOW_MS = 15 * 60_000;
const PER_CASE = 8;
/** Many people share one address of a mobile network; each case has its own, stricter count. */
const PER_ADDRESS = 60;

/**
 * Status by code and secret. Unknown and forbidden look the same; wrong tries are counted by
 * address, so that nobody can shut out the person who holds the receipt. The counts are stored: they
 * hold for all processes and over a restart.
 */
export function trackingApi(tools: {
  readonly store: Store;
  readonly receipts: Receipts;
  readonly clock: Clock;
  readonly agencies: () => readonly Agency[];
  /** Page where a case is looked up, as people reach it; null: there is none. */
  readonly trackPage: string | null;
}): Api {
  const { store, clock, agencies, trackPage } = tools;
  const api = new Api(null);
  const limits = [
    limitFailures({
      limit: PER_CASE,
      windowMs: WINDOW_MS,
      keyOf: (request) => `${codeOf(request)} ${addressOf(request)}`,
      store: storedTries(store, clock, 'track case'),
    }),
    limitFailures({
      limit: PER_ADDRESS,
      windowMs: WINDOW_MS,
      keyOf: addressOf,
      store: storedTries(store, clock, 'track address'),
    }),
  ];
  api.serve(
    {
      method: 'post',
      path: '/api/track',
      summary: 'Status of a case for whoever holds its code and secret.',
      open: true,
      body: trackQuestion,
      answer: trackAnswer,
    },
    async ({ body: { reference, secret }, response }) => {
      const record = await evenly(trackedCase(store, reference, secret));
      if (record === null) throw new Problem(404, 'No case with this code and secret.');
      response.set('Cache-Control', 'no-store');
      return trackView(record, {
        history: await toldHistory(store, record),
        agencies: agencies(),
        hasPicture: trackPage !== null,
        erasureAnsweredAt: await untoldErasureAt(store, record),
      });
    },
    limits,
  );
  receiptRoutes(api, tools, limits);
  return api;
}

/** The code however it was typed, so that another spelling is no further try. */
function codeOf(request: Request): string {
  const question = trackQuestion.safeParse(request.body);
  const parsed = parseReferenceCode(question.success ? question.data.reference : '');
  return parsed.status === 'ok' ? parsed.reference : '-';
}
