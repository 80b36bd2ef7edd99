import { isShort, SEARCHED_MOST } from '../../domain/search-text.ts';

/** What is searched: a table, its key, what a hit stands for, and how its newest rows are found. */
interface Searched {
  readonly table: 'conversations' | 'messages';
  readonly key: 'id' | 'conversation_id';
  readonly newest: string;
}

const CONVERSATIONS: Searched = { table: 'conversations', key: 'id', newest: 'updated_at DESC' };
const LINES: Searched = { table: 'messages', key: 'conversation_id', newest: 'rowid DESC' };

/** A query for the keys, as `hit`, of what holds some words as they stand. */
export interface Hits {
  readonly sql: string;
  readonly values: readonly string[];
}

export function conversationHits(words: string): Hits {
  return hits(words, [CONVERSATIONS, LINES]);
}

/** The index knows each run of three characters; for shorter words the newest texts are read. */
function hits(words: string, searched: readonly Searched[]): Hits {
  const text = asSearched(words);
  const indexed = !isShort(text);
  const value = indexed ? phraseOf(text) : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    sql: searched.map(indexed ? byIndex : byReading).join(' UNION '),
    values: searched.map(() => value),
  };
}

/** Words as they stand in what is searched. */
export const asSearched = (words: string) => words.trim().toLowerCase().replaceAll('\0', '');

/** Words as one phrase of the index, whatever signs of its language stand in them. */
export const phraseOf = (text: string) => `"${text.replaceAll('"', '""')}"`;

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
