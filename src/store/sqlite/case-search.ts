import { searchedForms } from '../../domain/party-key.ts';
import { isShort, NAMED_MOST, READ_MOST, SEARCHED_MOST } from '../../domain/search-text.ts';
import { asSearched, phraseOf } from './search.ts';

type Value = string | number;

/** A part of a query with its values, in their order. */
interface Part {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * A query for the cases that hold the words in one of their forms, and those of people whose name
 * holds them: `hit`, the reference, and `at`, the last change; latest first. Every hit is narrowed
 * and put in order by one look at its row, and no more rows than are shown are read whole.
 * @param narrowed conditions on the columns of `cases`, beginning with WHERE, or nothing
 * @param limit so many hits at most
 */
export function caseHits(words: string, narrowed: Part, limit: number): Part {
  const text = asSearched(words);
  const forms = searchedForms(words).map(asSearched);
  const parts = [
    ...forms.filter((form) => !isShort(form)).map((form) => byIndex(form, narrowed)),
    ...(isShort(text) ? [] : [byPerson(text, narrowed)]),
    ...forms.filter(isShort).map((form) => byReading(form, narrowed, limit)),
  ];
  return {
    sql: `SELECT hit, at FROM (${parts.map(({ sql }) => sql).join(' UNION ')})
      ORDER BY at DESC, hit DESC LIMIT ?`,
    values: [...parts.flatMap(({ values }) => values), limit],
  };
}

function byIndex(text: string, { sql, values }: Part): Part {
  const ends = endsOf(text);
  const verified = ends === null ? '' : `${sql === '' ? 'WHERE' : 'AND'} instr(search, ?) > 0`;
  return {
    sql: `SELECT reference AS hit, updated_at AS at FROM (
        SELECT rowid AS n FROM case_search WHERE case_search MATCH ?
        ORDER BY rowid DESC LIMIT ${SEARCHED_MOST}
      ) CROSS JOIN cases ON cases.rowid = n ${sql} ${verified}`,
    values: [ends ?? phraseOf(text), ...values, ...(ends === null ? [] : [text])],
  };
}

const END = 6;

/**
 * A link or a code is looked for by its two ends: what stands between them stands in every other case
 * as well, and to compare it in the index takes longest. Null: the end may be nearly anybody's.
 */
function endsOf(text: string): string | null {
  const characters = [...text];
  const last = characters.slice(-END).join('');
  if (characters.length <= 2 * END || !/\d.*\d/.test(last)) return null;
  return `${phraseOf(characters.slice(0, END).join(''))} AND ${phraseOf(last)}`;
}

function byPerson(text: string, { sql, values }: Part): Part {
  return {
    sql: `SELECT reference AS hit, updated_at AS at FROM (
        SELECT case_keys.reference AS theirs FROM (
          SELECT rowid AS n FROM conversation_search WHERE conversation_search MATCH ?
          ORDER BY rowid DESC LIMIT ${NAMED_MOST}
        ) CROSS JOIN conversations ON conversations.rowid = n
        CROSS JOIN case_keys ON key = 'conversation:' || conversations.id
      ) CROSS JOIN cases ON cases.reference = theirs ${sql}`,
    values: [phraseOf(text), ...values],
  };
}

/** The inner limit keeps SQLite reading row by row in the list's order: it ends with the last hit wanted. */
function byReading(text: string, { sql, values }: Part, limit: number): Part {
  return {
    sql: `SELECT hit, at FROM (
        SELECT hit, at FROM (
          SELECT reference AS hit, updated_at AS at, search FROM cases ${sql}
          ORDER BY updated_at DESC, reference DESC LIMIT ${READ_MOST}
        ) WHERE instr(search, ?) > 0 OR EXISTS (
          SELECT 1 FROM case_keys
          CROSS JOIN conversations ON conversations.id = substr(key, length('conversation:') + 1)
          WHERE case_keys.reference = hit AND key LIKE 'conversation:%'
            AND instr(conversations.search, ?) > 0
        ) LIMIT ?)`,
    values: [...values, text, text, limit],
  };
}
