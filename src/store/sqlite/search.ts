import { searchedForms } from '../../domain/party-key.ts';
import { SEARCHED_MOST, SHORTEST_INDEXED } from '../../domain/search-text.ts';

/** What is searched: a table, its key, what a hit stands for, and how its newest rows are found. */
interface Searched {
  readonly table: 'conversations' | 'messages' | 'cases';
  readonly key: 'id' | 'conversation_id' | 'reference';
  readonly newest: string;
}

const CONVERSATIONS: Searched = { table: 'conversations', key: 'id', newest: 'updated_at DESC' };
const LINES: Searched = { table: 'messages', key: 'conversation_id', newest: 'rowid DESC' };
const CASES: Searched = { table: 'cases', key: 'reference', newest: 'updated_at DESC' };

/** A query for the keys, as `hit`, of what holds some words as they stand. */
export interface Hits {
  readonly sql: string;
  readonly values: readonly string[];
}

export function conversationHits(words: string): Hits {
  return hits(words, [CONVERSATIONS, LINES]);
}

/** Cases that hold the words in one of their forms, and those of people whose name holds them. */
export function caseHits(words: string): Hits {
  const own = searchedForms(words).map((form) => hits(form, [CASES]));
  const people = hits(words, [CONVERSATIONS]);
  const byPerson = `SELECT reference AS hit FROM (${people.sql}) AS person
    CROSS JOIN case_keys ON key = 'conversation:' || person.hit`;
  return {
    sql: [...own.map(({ sql }) => sql), byPerson].join(' UNION '),
    values: [...own.flatMap(({ values }) => values), ...people.values],
  };
}

/** The index knows each run of three characters; for shorter words the newest texts are read. */
function hits(words: string, searched: readonly Searched[]): Hits {
  const text = words.trim().toLowerCase().replaceAll('\0', '');
  const indexed = [...text].length >= SHORTEST_INDEXED;
  const value = indexed
    ? `"${text.replaceAll('"', '""')}"`
    : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    sql: searched.map(indexed ? byIndex : byReading).join(' UNION '),
    values: searched.map(() => value),
  };
}

function byIndex({ table, key }: Searched): string {
  const index = `${table.slice(0, -1)}_search`;
  return `SELECT ${table}.${key} AS hit FROM (
      SELECT rowid AS n FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ${SEARCHED_MOST}
    ) CROSS JOIN ${table} ON ${table}.rowid = n`;
}

function byReading({ table, key, newest }: Searched): string {
  return `SELECT ${key} AS hit FROM (
      SELECT ${key}, search FROM ${table} ORDER BY ${newest} LIMIT ${SEARCHED_MOST}
    ) WHERE search LIKE ? ESCAPE '\\'`;
}
