import { byStaff, ofCase } from '../../domain/audit.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase } from '../access.ts';
import type { DeskTools } from '../tools.ts';

/** The same receipt that the person gets, for who works on the case. */
export function receiptRoute(api: Api, { store, clock, receipts }: DeskTools): void {
  api.serve(
    {
      method: 'get',
      path: '/api/cases/:reference/receipt.pdf',
      summary: 'The signed receipt of the case.',
      media: 'application/pdf',
    },
    async ({ params, request, response }) => {
      const actor = actorOf(request);
      const record = await accessCase(store, actor, params.reference);
      const pdf = await receipts.issue(record);
      if (pdf === null) {
        throw new Problem(503, 'The key that signs receipts is missing or damaged.', {
          reason: 'no_receipt_key',
        });
      }
      await store.appendAudit([
        {
          at: clock.now(),
          actor: byStaff(actor.id),
          action: 'case.receipt_made',
          subject: ofCase(record.reference),
        },
      ]);
      response
        .set({
          'Content-Disposition': `inline; filename="${record.reference}.pdf"`,
          'Cache-Control': 'private, no-store',
        })
        .type('application/pdf')
        .send(pdf);
    },
  );
}
