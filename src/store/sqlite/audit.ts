import { createHash } from 'node:crypto';
import {
  GENESIS,
  sealedSubject,
  sealEntries,
  type AuditDetails,
  type AuditDraft,
  type AuditEntry,
  type AuditHead,
} from '../../domain/audit.ts';
import type { AuditQuery, Page } from '../../ports.ts';
import type { Database } from './database.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The audit's chain. Triggers of the schema refuse whatever would change or shorten it. */
export class SqliteAudit {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Part of a transaction. */
  append(drafts: readonly AuditDraft[]): void {
    if (drafts.length === 0) return;
    const entries = sealEntries(drafts, this.head(), sha256);
    for (const { seq, at, actor, action, subject, details, previousHash, hash } of entries) {
      this.#db.run(
        `INSERT INTO audit (seq, at, actor, action, subject, details, previous_hash, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[seq, at, actor, action, subject, JSON.stringify(details), previousHash, hash],
      );
    }
    const last = entries.at(-1) ?? GENESIS;
    this.#db.run(
      `INSERT INTO audit_head (id, seq, hash) VALUES (1, ?, ?)
       ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      last.seq,
      last.hash,
    );
  }

  head(): AuditHead {
    const row = this.#db.get('SELECT seq, hash FROM audit_head');
    return row === undefined ? GENESIS : { seq: Number(row['seq']), hash: String(row['hash']) };
  }

  chain(afterSeq: number, limit: number): AuditEntry[] {
    return this.#db
      .all('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?', afterSeq, limit)
      .map(entryOf);
  }

  entries({ subjects, actor, action, since, until, cursor, limit }: AuditQuery): Page<AuditEntry> {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor) || 0;
    const wanted = (subjects ?? []).map((subject) => sealedSubject(subject, sha256));
    const conditions: [string, string | number][] = [['seq < ?', before]];
    if (subjects !== undefined) {
      conditions.push(['subject IN (SELECT value FROM json_each(?))', JSON.stringify(wanted)]);
    }
    if (actor !== undefined) conditions.push(['actor = ?', actor]);
    if (action !== undefined) conditions.push(['action = ?', action]);
    if (since !== undefined) conditions.push(['at >= ?', since]);
    if (until !== undefined) conditions.push(['at < ?', until]);
    const rows = this.#db.all(
      `SELECT * FROM audit WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
       ORDER BY seq DESC LIMIT ?`,
      ...conditions.map(([, value]) => value),
      limit + 1,
    );
    const items = rows.slice(0, limit).map(entryOf);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.seq) : null };
  }
}

function entryOf(row: Record<string, unknown>): AuditEntry {
  return {
    seq: Number(row['seq']),
    at: Number(row['at']),
    actor: row['actor'] as AuditEntry['actor'],
    action: row['action'] as AuditEntry['action'],
    subject: row['subject'] as AuditEntry['subject'],
    details: detailsOf(String(row['details'])),
    previousHash: String(row['previous_hash']),
    hash: String(row['hash']),
  };
}

/** What somebody has made unreadable is shown as it is: then its hash does not fit. */
function detailsOf(text: string): AuditDetails {
  try {
    return JSON.parse(text) as AuditDetails;
  } catch {
    return { unreadable: text };
  }
}
