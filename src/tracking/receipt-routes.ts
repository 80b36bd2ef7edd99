import express, { type RequestHandler } from 'express';
import { trackedCase } from '../casework/track-case.ts';
import type { Api } from '../http/api.ts';
import { Problem } from '../http/problem.ts';
import { ofCase } from '../domain/audit.ts';
import type { Clock, Receipts, Store } from '../ports.ts';
import { evenly } from './evenly.ts';
import { receiptAnswer, trackQuestion } from './shapes.ts';

/** Far larger than a receipt with hundreds of files. */
const MOST_BYTES = '2mb';

/** The receipt for whoever holds code and secret, and the check of any receipt. */
export function receiptRoutes(
  api: Api,
  tools: {
    readonly store: Pick<Store, 'caseByReference' | 'appendAudit'>;
    readonly receipts: Receipts;
    readonly clock: Clock;
  },
  limits: readonly RequestHandler[],
): void {
  const { store, receipts, clock } = tools;
  api.serve(
    {
      method: 'post',
      path: '/api/track/receipt',
      summary: 'The signed receipt of a case for whoever holds its code and secret.',
      open: true,
      body: trackQuestion,
      media: 'application/pdf',
    },
    async ({ body: { reference, secret }, response }) => {
      const record = await evenly(trackedCase(store, reference, secret));
      if (record === null) throw new Problem(404, 'No case with this code and secret.');
      const pdf = await receipts.issue(record);
      if (pdf === null) throw noKey();
      await store.appendAudit([
        {
          at: clock.now(),
          actor: 'public',
          action: 'case.receipt_made',
          subject: ofCase(record.reference),
        },
      ]);
      response
        .set({
          'Content-Disposition': `attachment; filename="${record.reference}.pdf"`,
          'Cache-Control': 'private, no-store',
        })
        .type('application/pdf')
        .send(pdf);
    },
    limits,
  );
  api.serve(
    {
      method: 'post',
      path: '/api/track/verify',
      summary: 'Whether a receipt is genuine and unchanged.',
      open: true,
      takes: 'application/pdf',
      answer: receiptAnswer,
    },
    async ({ request, response }) => {
      const body: unknown = request.body;
      if (!Buffer.isBuffer(body)) throw new Problem(415, 'Send the PDF itself as the body.');
      response.set('Cache-Control', 'no-store');
      const check = await receipts.check(body);
      if (check.status === 'refused') return check;
      const { centre, reference, filedAt, issuedAt, type, status, evidence, keyId } =
        check.statement;
      const told = { centre, reference, filedAt, issuedAt, type, status, keyId };
      return { status: check.status, statement: { ...told, evidence: [...evidence] } };
    },
    [express.raw({ type: 'application/pdf', limit: MOST_BYTES })],
  );
}

/** Receipts wait until the key is back: one under another key would be doubted. */
const noKey = () =>
  new Problem(503, 'Receipts cannot be signed at present. The case itself is safe.', {
    reason: 'no_receipt_key',
  });
