import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { byStaff } from '../../domain/audit.ts';
import type { Api } from '../../http/api.ts';
import { actorOf } from '../../http/sessions.ts';
import { mustLead } from '../access.ts';
import { liveFigures, overTime } from './desk-figures.ts';
import { liveFiguresShape, overTimeShape, spanQuery, tableQuery } from './desk-figure-shapes.ts';
import { tableRows } from './figure-tables.ts';
import type { DeskTools } from '../tools.ts';

/** How the desk does, for supervisors, and every table as a file. */
export function deskFigureRoutes(api: Api, tools: DeskTools): void {
  api.serve(
    {
      method: 'get',
      path: '/api/figures/live',
      summary: 'Who waits now, and how the day has gone so far. For supervisors.',
      answer: liveFiguresShape,
    },
    ({ request }) => {
      mustLead(actorOf(request));
      return liveFigures(tools);
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/figures/over-time',
      summary: 'The last days by day, hour, type and member. For supervisors.',
      query: spanQuery,
      answer: overTimeShape,
    },
    ({ query, request }) => {
      mustLead(actorOf(request));
      return overTime(tools, query.days);
    },
  );
  api.serve(
    {
      method: 'get',
      path: '/api/figures/table',
      summary: 'A whole table as CSV for a spreadsheet, without an end that is cut off.',
      query: tableQuery,
      media: 'text/csv',
    },
    async ({ query, request, response }) => {
      const actor = actorOf(request);
      mustLead(actor);
      const { table, days } = query;
      await tools.store.appendAudit([
        {
          at: tools.clock.now(),
          actor: byStaff(actor.id),
          action: 'desk.table_taken',
          subject: `list:${table}`,
          details: { days },
        },
      ]);
      response.set({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${table}.csv"`,
        'Cache-Control': 'no-store',
      });
      await pipeline(
        Readable.from(tableRows(tools, query)),
        // Excel reads Thai by the mark at the beginning, and takes a cell that begins with = + - @
        // for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
        stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' }),
        response,
      );
    },
  );
}
