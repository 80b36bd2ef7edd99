import type { Case } from '../../domain/case.ts';
import { MOST_COUNTED, type Control, type Conversation } from '../../domain/conversation.ts';
import type { Tombstone } from '../../domain/erasure.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import { formatCursor, parseCursor } from '../../domain/page-cursor.ts';
import type { UnansweredQuestion } from '../../domain/unanswered.ts';
import type { CaseQuery, ConversationQuery, IdlePage, Page } from '../../ports.ts';
import { caseHits } from './case-search.ts';
import type { Database } from './database.ts';
import { conversationHits, type Hits } from './search.ts';

type Value = string | number | null;

/** What a list stands in, and the column that it is ordered by; the key decides between equal ones. */
interface List {
  readonly table: 'conversations' | 'cases';
  readonly key: 'id' | 'reference';
  readonly by: 'updated_at' | 'waiting_since';
  readonly order: 'ASC' | 'DESC';
  /** Null: all of them. */
  readonly hits: Hits | null;
}

export class SqliteReading {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  conversation(id: string): Conversation | null {
    return this.#one<Conversation>('SELECT doc FROM conversations WHERE id = ?', id);
  }

  conversations(query: ConversationQuery): Page<Conversation> {
    const where = new Where();
    const waiting = query.control === 'queue';
    if (waiting) where.and('waiting_since IS NOT NULL');
    else if (query.control !== undefined) where.and('holder = ?', query.control);
    if (query.assignee !== undefined) where.and('staff_id = ?', query.assignee);
    if (query.resolved !== undefined) where.and('resolved = ?', query.resolved ? 1 : 0);
    if (query.snoozed !== undefined)
      where.and(
        `json_extract(doc, '$.control.snoozedUntil') IS ${query.snoozed ? 'NOT ' : ''}NULL`,
      );
    if (query.type !== undefined) where.and("json_extract(doc, '$.problemType') = ?", query.type);
    if (query.urgent !== undefined)
      where.and(`json_extract(doc, '$.urgent') = ${query.urgent ? 1 : 0}`);
    const list: List = {
      table: 'conversations',
      key: 'id',
      by: waiting ? 'waiting_since' : 'updated_at',
      order: waiting ? 'ASC' : 'DESC',
      hits: wanted(query.q) ? conversationHits(query.q) : null,
    };
    return this.#page<Conversation>(list, where, query);
  }

  conversationCounts(): Record<Control['holder'], number> {
    const count = (holder: Control['holder']) =>
      Number(
        this.#db.get(
          `SELECT count(*) AS n FROM (
             SELECT 1 FROM conversations WHERE holder = ? AND resolved = 0 LIMIT ${MOST_COUNTED})`,
          holder,
        )?.['n'],
      );
    return { bot: count('bot'), queue: count('queue'), agent: count('agent') };
  }

  messages(id: string, range: { before: number | null; limit: number }): ThreadMessage[] {
    return this.#many<ThreadMessage>(
      'SELECT doc FROM messages WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
      id,
      range.before ?? Number.MAX_SAFE_INTEGER,
      range.limit,
    ).reverse();
  }

  message(id: string): ThreadMessage | null {
    return this.#one<ThreadMessage>('SELECT doc FROM messages WHERE id = ?', id);
  }

  messagesByMid(id: string, mids: readonly string[]): ThreadMessage[] {
    // The sign keeps SQLite from reading the whole thread in its order instead of these few lines.
    return this.#many<ThreadMessage>(
      `SELECT doc FROM messages
       WHERE conversation_id = ? AND mid IN (SELECT value FROM json_each(?)) ORDER BY +seq`,
      id,
      JSON.stringify(mids),
    );
  }

  openHandoff(id: string): Handoff | null {
    return this.#one<Handoff>(
      'SELECT doc FROM handoffs WHERE conversation_id = ? AND open = 1',
      id,
    );
  }

  caseByReference(reference: string): Case | null {
    return this.#one<Case>('SELECT doc FROM cases WHERE reference = ?', reference);
  }

  cases(query: CaseQuery): Page<Case> {
    const where = new Where();
    if (query.status !== undefined) where.and('status = ?', query.status);
    if (query.type !== undefined) where.and('type = ?', query.type);
    if (query.holder !== undefined) where.and('holder = ?', query.holder);
    if (wanted(query.q)) return this.#foundCases(query.q, where, query);
    return this.#page<Case>(
      { table: 'cases', key: 'reference', by: 'updated_at', order: 'DESC', hits: null },
      where,
      query,
    );
  }

  #foundCases(words: string, where: Where, query: CaseQuery): Page<Case> {
    const cursor = query.cursor === undefined ? null : parseCursor(query.cursor);
    if (cursor !== null) where.and('(updated_at, reference) < (?, ?)', cursor.at, cursor.id);
    const { sql, values } = caseHits(words, where, query.limit + 1);
    const rows = this.#db.all(
      `SELECT hit AS id, at, doc FROM (${sql}) CROSS JOIN cases ON reference = hit
       ORDER BY at DESC, hit DESC`,
      ...values,
    );
    return pageOf<Case>(rows, query.limit);
  }

  casesByKeys(keys: readonly string[], limit: number): Case[] {
    const found = keys.flatMap((key) =>
      this.#db.all(
        'SELECT reference FROM case_keys WHERE key = ? ORDER BY created_at DESC LIMIT ?',
        key,
        limit,
      ),
    );
    return this.#many<Case>(
      `SELECT doc FROM cases WHERE reference IN (SELECT value FROM json_each(?))
       ORDER BY json_extract(doc, '$.createdAt') DESC, reference DESC`,
      JSON.stringify(found.map((row) => row['reference'])),
    );
  }

  evidenceOfCase(reference: string): Evidence[] {
    return this.#many<Evidence>(
      'SELECT doc FROM evidence WHERE reference = ? ORDER BY id',
      reference,
    );
  }

  evidenceOfConversation(id: string): Evidence[] {
    return this.#many<Evidence>(
      'SELECT doc FROM evidence WHERE conversation_id = ? ORDER BY id',
      id,
    );
  }

  evidence(id: string): Evidence | null {
    return this.#one<Evidence>('SELECT doc FROM evidence WHERE id = ?', id);
  }

  unanswered(page: { cursor?: string; limit: number }): Page<UnansweredQuestion> {
    const items = this.#many<UnansweredQuestion>(
      'SELECT doc FROM unanswered WHERE id < ? ORDER BY id DESC LIMIT ?',
      page.cursor ?? '\uffff',
      page.limit + 1,
    );
    const more = items.length > page.limit;
    const shown = items.slice(0, page.limit);
    return { items: shown, nextCursor: more ? (shown.at(-1)?.id ?? null) : null };
  }

  liveEvents(afterId: string, limit: number): LiveEvent[] {
    return this.#many<LiveEvent>(
      'SELECT doc FROM live_events WHERE id > ? ORDER BY id LIMIT ?',
      afterId,
      limit,
    );
  }

  idleConversations({ before, after, limit }: IdlePage): Conversation[] {
    return this.#many<Conversation>(
      `SELECT doc FROM conversations
       WHERE updated_at < ? AND (updated_at, id) > (?, ?)
         AND json_array_length(doc, '$.caseReferences') = 0
       ORDER BY updated_at, id LIMIT ?`,
      before,
      after?.at ?? -1,
      after?.id ?? '',
      limit,
    );
  }

  idleCases(status: string, { before, after, limit }: IdlePage): Case[] {
    return this.#many<Case>(
      `SELECT doc FROM cases
       WHERE status = ? AND updated_at < ? AND (updated_at, reference) > (?, ?)
         AND json_extract(doc, '$.erasedAt') IS NULL
       ORDER BY updated_at, reference LIMIT ?`,
      status,
      before,
      after?.at ?? -1,
      after?.id ?? '',
      limit,
    );
  }

  tombstone(id: string): Tombstone | null {
    return this.#one<Tombstone>('SELECT doc FROM tombstones WHERE id = ?', id);
  }

  #page<Item>(list: List, where: Where, query: { cursor?: string; limit: number }): Page<Item> {
    const { table, key, by, order, hits } = list;
    // CROSS: the few hits first, and not the whole table in its order.
    const from =
      hits === null ? table : `(${hits.sql}) CROSS JOIN ${table} ON ${table}.${key} = hit`;
    const sign = order === 'ASC' ? '>' : '<';
    const cursor = query.cursor === undefined ? null : parseCursor(query.cursor);
    if (cursor !== null) where.and(`(${by}, ${key}) ${sign} (?, ?)`, cursor.at, cursor.id);
    const rows = this.#db.all(
      `SELECT ${key} AS id, ${by} AS at, doc FROM ${from} ${where.sql}
       ORDER BY ${by} ${order}, ${key} ${order} LIMIT ?`,
      ...(hits?.values ?? []),
      ...where.values,
      query.limit + 1,
    );
    return pageOf<Item>(rows, query.limit);
  }

  #one<Item>(sql: string, ...values: Value[]): Item | null {
    const row = this.#db.get(sql, ...values);
    return row === undefined ? null : (JSON.parse(String(row['doc'])) as Item);
  }

  #many<Item>(sql: string, ...values: Value[]): Item[] {
    return this.#db.all(sql, ...values).map((row) => JSON.parse(String(row['doc'])) as Item);
  }
}

/** @param rows one more than fits on the page, when there is more */
function pageOf<Item>(rows: readonly Record<string, unknown>[], limit: number): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => JSON.parse(String(row['doc'])) as Item),
    nextCursor:
      last === undefined ? null : formatCursor({ at: Number(last['at']), id: String(last['id']) }),
  };
}

class Where {
  readonly values: (string | number)[] = [];
  readonly #conditions: string[] = [];

  and(condition: string, ...values: (string | number)[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  get sql(): string {
    return this.#conditions.length === 0 ? '' : `WHERE ${this.#conditions.join(' AND ')}`;
  }
}

function wanted(words: string | undefined): words is string {
  return words !== undefined && words.trim() !== '';
}
