import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { z } from 'zod';
import { eraseConversation } from '../../casework/erase.ts';
import { exportPerson, exportText } from '../../casework/export.ts';
import { holdCase } from '../../casework/hold.ts';
import { byStaff, ofCase, ofConversation } from '../../domain/audit.ts';
import type { Api } from '../../http/api.ts';
import { Problem } from '../../http/problem.ts';
import { actorOf } from '../../http/sessions.ts';
import { accessCase, accessConversation, mustLead } from '../access.ts';
import { caseView } from '../cases/case-view.ts';
import { UNMASK_REASONS } from './privacy-shapes.ts';
import { caseShape } from '../shapes.ts';
import type { DeskTools } from '../tools.ts';

/** What the desk does about people's data: show in full, copy, erase, and keep by order of the law. */
export function privacyRoutes(api: Api, tools: DeskTools): void {
  const { store, clock } = tools;
  api.serve(
    {
      method: 'post',
      path: '/api/cases/:reference/unmask',
      summary: 'A case with its accounts and phones in full, for a reason that the audit keeps.',
      body: z.object({ reason: z.enum(UNMASK_REASONS) }),
      answer: caseShape,
    },
    async ({ params, body, request }) => {
      const actor = actorOf(request);
      const record = await accessCase(store, actor, params.reference);
      await store.appendAudit([
        {
          at: clock.now(),
          actor: byStaff(actor.id),
          action: 'case.unmasked',
          subject: ofCase(record.reference),
          details: { reason: body.reason },
        },
      ]);
      return caseView(record);
    },
  );
  for (const held of [true, false]) {
    api.serve(
      {
        method: held ? 'put' : 'delete',
        path: '/api/cases/:reference/hold',
        summary: held
          ? 'Keep a case, whatever its age, by order of a court or the law.'
          : 'Lift the hold.',
        ...(held && { body: z.object({ reason: z.string().trim().min(3).max(500) }) }),
        answer: caseShape,
      },
      async ({ params, body, request }) => {
        const actor = actorOf(request);
        mustLead(actor);
        const { reference } = await accessCase(store, actor, params.reference);
        const reason = held ? (body as { reason: string }).reason : null;
        const changed = await holdCase(tools, actor, reference, reason);
        if (changed === null) throw new Problem(404, 'There is no such case.');
        return caseView(changed);
      },
    );
  }
  api.serve(
    {
      method: 'post',
      path: '/api/conversations/:id/erase',
      summary: 'Erase a person with their closed cases, for good.',
      answer: z.object({ status: z.literal('erased') }),
    },
    async ({ params, request }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const { id } = await accessConversation(store, actor, params.id);
      const order = { reason: 'staff', by: byStaff(actor.id) } as const;
      const result = await eraseConversation(tools, id, order);
      switch (result.status) {
        case 'erased':
          return result;
        case 'not_found':
          throw new Problem(404, 'There is no such conversation.');
        case 'busy':
          throw new Problem(409, 'Something of this person is on its way. Try again shortly.', {
            reason: 'busy',
          });
        case 'kept':
          throw new Problem(409, 'Cases are open or under a legal hold.', {
            reason: 'kept',
            cases: result.kept,
          });
      }
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/conversations/:id/export',
      summary: 'Everything about a person as a ZIP: export.json and their files.',
      media: 'application/zip',
    },
    async ({ params, request, response }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const conversation = await accessConversation(store, actor, params.id);
      const { data, files } = await exportPerson(store, conversation);
      await store.appendAudit([
        {
          at: clock.now(),
          actor: byStaff(actor.id),
          action: 'conversation.exported',
          subject: ofConversation(conversation.id),
        },
      ]);
      const zip = new yazl.ZipFile();
      zip.addBuffer(Buffer.from(exportText(data)), 'export.json');
      for (const sha256 of new Set(files.map((file) => file.sha256))) {
        const bytes = await store.files.open(sha256);
        if (bytes !== null) zip.addReadStream(bytes, `files/${sha256}`);
      }
      zip.end();
      response
        .set('Cache-Control', 'no-store')
        .set('Content-Disposition', 'attachment; filename="export.zip"')
        .type('application/zip');
      await pipeline(zip.outputStream, response);
    },
  );
}
