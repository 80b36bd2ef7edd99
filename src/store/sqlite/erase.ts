import type { Erasure } from '../../domain/erasure.ts';
import type { EvidenceId } from '../../domain/ids.ts';
import type { Database } from './database.ts';
import { LANE_KINDS } from './lanes.ts';
import { dropUntidied } from './word-index.ts';

/**
 * What is never touched: the audit, which holds no person; the rows of the cases, which are stored
 * emptied; staff.
 */
const KEPT = ['audit', 'audit_head', 'cases', 'tombstones', 'staff', 'sessions', 'probe'];

/** Why an erasure cannot be now: something of the person is still being worked on, or has changed. */
export type EraseRefusal = 'conversation' | 'work';

/**
 * Erases by the columns that say whose a row is: `conversation_id`, `reference` and, of timers,
 * `subject`. A table that comes later is erased from by the same names.
 */
export class SqliteErase {
  readonly #db: Database;
  readonly #byConversation: readonly string[];
  readonly #byReference: readonly string[];
  readonly #bySubject: readonly string[];

  constructor(db: Database) {
    this.#db = db;
    const tables = db
      .all(
        `SELECT m.name AS name, c.name AS field FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'`,
      )
      .map((row) => ({ name: String(row['name']), field: String(row['field']) }))
      .filter(({ name }) => !KEPT.includes(name));
    const having = (column: string) =>
      tables.flatMap(({ name, field }) => (field === column ? [name] : []));
    // Webhook items, sent messages and lanes have ways of their own below.
    this.#byConversation = having('conversation_id').filter(
      (name) => !['intake_events', 'outbox', 'lanes'].includes(name),
    );
    this.#byReference = having('reference');
    this.#bySubject = having('subject');
  }

  /**
   * Part of a commit.
   * @returns the files that nothing refers to any more, or why nothing was done
   */
  apply(erasure: Erasure): readonly string[] | EraseRefusal {
    const { conversation, references, tombstone } = erasure;
    const id = conversation?.id ?? null;
    if (conversation !== null) {
      const row = this.#db.get('SELECT version FROM conversations WHERE id = ?', conversation.id);
      if (Number(row?.['version'] ?? 0) !== conversation.expectedVersion) return 'conversation';
      if (this.#works(conversation.id)) return 'work';
    }
    const owned = JSON.stringify(references);
    const items = this.#db.all(
      `SELECT id FROM evidence
       WHERE conversation_id = ? OR reference IN (SELECT value FROM json_each(?))`,
      id,
      owned,
    );
    const files = this.dropEvidence(items.map((row) => String(row['id'])));
    if (id !== null) dropUntidied(this.#db, () => this.#dropPerson(id));
    for (const table of this.#byReference) {
      this.#db.run(
        `DELETE FROM ${table} WHERE reference IN (SELECT value FROM json_each(?))`,
        owned,
      );
    }
    for (const table of this.#bySubject) {
      this.#db.run(
        `DELETE FROM ${table} WHERE subject = ? OR subject IN (SELECT value FROM json_each(?))`,
        id,
        owned,
      );
    }
    this.#db.run(
      'INSERT INTO tombstones (id, at, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at, doc = excluded.doc',
      tombstone.id,
      tombstone.at,
      JSON.stringify(tombstone),
    );
    return files;
  }

  /**
   * Part of a commit.
   * @returns the files that nothing refers to any more
   */
  dropEvidence(ids: readonly (EvidenceId | string)[]): string[] {
    if (ids.length === 0) return [];
    const listed = JSON.stringify(ids);
    const hashes = this.#db.all(
      `DELETE FROM evidence WHERE id IN (SELECT value FROM json_each(?))
       RETURNING json_extract(doc, '$.sha256') AS sha256`,
      listed,
    );
    const found = new Set(
      hashes.flatMap(({ sha256 }) => (typeof sha256 === 'string' ? [sha256] : [])),
    );
    return [...found].filter((sha256) => !this.refersTo(sha256));
  }

  refersTo(sha256: string): boolean {
    const row = this.#db.get(
      `SELECT 1 AS found FROM evidence WHERE json_extract(doc, '$.sha256') = ? LIMIT 1`,
      sha256,
    );
    return row !== undefined;
  }

  /** Whether something that the person said, or that is said to them, is on its way. */
  #works(id: string): boolean {
    const waiting = this.#db.get(
      'SELECT 1 AS found FROM intake_events WHERE conversation_id = ? AND done = 0 LIMIT 1',
      id,
    );
    const queued = this.#db.get(
      `SELECT 1 AS found FROM outbox
       WHERE conversation_id = ? AND status IN ('queued', 'parked') AND status = 'queued' LIMIT 1`,
      id,
    );
    return waiting !== undefined || queued !== undefined;
  }

  #dropPerson(id: string): void {
    // The keys stay for their week, belonging to nobody: Facebook may deliver an item again, and it
    // must not bring back what was erased.
    this.#db.run(
      `UPDATE intake_events SET conversation_id = NULL, doc = '' WHERE conversation_id = ?`,
      id,
    );
    this.#db.run(
      'DELETE FROM outbox WHERE id IN (SELECT id FROM messages WHERE conversation_id = ?)',
      id,
    );
    // Names the kinds, which stand first in the key: all lanes would be read through else.
    this.#db.run(
      'DELETE FROM lanes WHERE kind IN (SELECT value FROM json_each(?)) AND conversation_id = ?',
      JSON.stringify(LANE_KINDS),
      id,
    );
    for (const table of this.#byConversation) {
      this.#db.run(`DELETE FROM ${table} WHERE conversation_id = ?`, id);
    }
    this.#db.run(`DELETE FROM unanswered WHERE json_extract(doc, '$.conversationId') = ?`, id);
    this.#db.run(`DELETE FROM live_events WHERE json_extract(doc, '$.subject') = ?`, id);
    this.#db.run('DELETE FROM conversations WHERE id = ?', id);
  }
}
