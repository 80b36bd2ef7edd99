import type { Case } from '../../domain/case.ts';
import type { OpinionsBy } from '../../domain/opinion.ts';
import { overTime } from './desk-figures.ts';
import type { Span, TableName } from './desk-figure-shapes.ts';
import { dutyView } from '../duty/duty-view.ts';
import type { DeskTools } from '../tools.ts';
import { iso } from '../conversations/views.ts';
import { matters as mattersEn } from '../web/words/matters.en.ts';
import { matters as mattersTh } from '../web/words/matters.th.ts';
import { COLUMNS, type ColumnName, type TableLanguage } from './table-words.ts';

type Cell = string | number | null;
/** A table as it goes into a file: its columns by name, and its rows, of which there may be many. */
interface Table {
  readonly columns: readonly ColumnName[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}
type Tools = Pick<DeskTools, 'store' | 'clock' | 'promiseMs'>;

const PAGE = 500;

/** The first row names the columns in the language; numbers of people are in none of the tables. */
export async function* tableRows(
  tools: Tools,
  of: { readonly table: TableName; readonly days: Span; readonly language: TableLanguage },
): AsyncGenerator<readonly Cell[]> {
  const { columns, rows } = await tableOf(tools, of);
  yield columns.map((name) => COLUMNS[of.language][name]);
  yield* rows;
}

async function tableOf(
  tools: Tools,
  { table, days, language }: Parameters<typeof tableRows>[1],
): Promise<Table> {
  const type = (id: string) => typeName(id, language);
  switch (table) {
    case 'days': {
      const found = (await overTime(tools, days)).days;
      const rows = found.map((one) => [
        one.day,
        one.requested,
        one.answered,
        one.broken,
        one.cases,
      ]);
      return { columns: ['day', 'requested', 'answered', 'broken', 'cases'], rows };
    }
    case 'hours': {
      const found = (await overTime(tools, days)).hours;
      const rows = found.map((one) => [one.hour, one.requested, one.answered, one.broken]);
      return { columns: ['hour', 'requested', 'answered', 'broken'], rows };
    }
    case 'types': {
      const found = (await overTime(tools, days)).types;
      return { columns: ['type', 'cases'], rows: found.map((one) => [type(one.type), one.count]) };
    }
    case 'types_by_day': {
      const found = (await overTime(tools, days)).typesByDay;
      const rows = found.map((one) => [one.day, type(one.type), one.count]);
      return { columns: ['day', 'type', 'cases'], rows };
    }
    case 'types_by_hour': {
      const found = (await overTime(tools, days)).typesByHour;
      const rows = found.flatMap((one) =>
        one.hours.map((count, hour) => [type(one.type), hour, count]),
      );
      return { columns: ['type', 'hour', 'cases'], rows };
    }
    case 'agents': {
      const found = (await overTime(tools, days)).agents;
      const rows = found.map((one) => [
        one.name,
        one.resolved,
        minutes(one.meanFirstResponse),
        minutes(one.meanHandling),
      ]);
      return { columns: ['agent', 'resolved', 'first_response', 'handling'], rows };
    }
    case 'members': {
      const { members } = await dutyView(tools);
      const rows = members.map((one) => [one.name, one.role, one.status, one.load, one.capacity]);
      return { columns: ['agent', 'role', 'presence', 'open', 'capacity'], rows };
    }
    case 'satisfaction_agent':
      return satisfaction(tools, 'agent', 'agent', (key) => key);
    case 'satisfaction_month':
      return satisfaction(tools, 'month', 'month', (key) => key);
    case 'satisfaction_type':
      return satisfaction(tools, 'type', 'type', type);
    case 'cases':
      return {
        columns: ['reference', 'type', 'status', 'holder', 'urgent', 'opened', 'changed'],
        rows: caseRows(tools, type),
      };
  }
}

async function satisfaction(
  { store }: Tools,
  by: OpinionsBy,
  key: ColumnName,
  name: (key: string) => string,
): Promise<Table> {
  const found = await store.opinionFigures(by);
  return {
    columns: [key, 'rated_1', 'rated_2', 'rated_3', 'rated_4', 'rated_5', 'solved', 'unsolved'],
    rows: found.map((one) => [name(one.key), ...one.ratings, one.solved, one.unsolved]),
  };
}

/** Every case, page by page: what is read is in the file before the next page is. */
async function* caseRows(
  { store }: Tools,
  type: (id: string) => string,
): AsyncGenerator<readonly Cell[]> {
  let cursor: string | null = null;
  do {
    const page: { items: readonly Case[]; nextCursor: string | null } = await store.cases({
      limit: PAGE,
      ...(cursor !== null && { cursor }),
    });
    for (const one of page.items) {
      yield [
        one.reference,
        type(one.type),
        one.status,
        one.holder,
        one.urgent ? 1 : 0,
        iso(one.createdAt),
        iso(one.updatedAt),
      ];
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function typeName(id: string, language: TableLanguage): string {
  const names: Readonly<Record<string, string>> = { th: mattersTh, en: mattersEn }[language].type;
  return names[id] ?? id;
}

function minutes(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 6_000) / 10;
}
