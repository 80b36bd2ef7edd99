import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
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
import { transaction } from './connection.ts';
import type { Models } from './models.ts';
import type { AuditRow } from './row-shapes.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const HEAD = { _id: 'head' } as const;

/** The audit's chain: the end of it is one document, which every transaction that adds must move. */
export class MongoAudit {
  readonly #connection: Connection;
  readonly #models: Models;
  #last: Promise<unknown> = Promise.resolve();
  #waiting: { readonly drafts: readonly AuditDraft[]; readonly done: Promise<void> } | null = null;

  constructor(connection: Connection, models: Models) {
    this.#connection = connection;
    this.#models = models;
  }

  /**
   * Runs transactions that add entries one behind the other: of two at once MongoDB would undo one.
   * Other instances may still be in the way; then it is run again.
   */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** As a transaction of its own; what is told while one waits for its turn goes with it. */
  appendAlone(drafts: readonly AuditDraft[]): Promise<void> {
    if (drafts.length === 0) return Promise.resolve();
    if (this.#waiting !== null) {
      const { drafts: before, done } = this.#waiting;
      this.#waiting = { drafts: [...before, ...drafts], done };
      return done;
    }
    const done = this.inTurn(() => {
      const all = this.#waiting?.drafts ?? [];
      this.#waiting = null;
      return transaction(this.#connection, (session) => this.append(all, session));
    });
    this.#waiting = { drafts, done };
    return done;
  }

  /** Part of a transaction. */
  async append(drafts: readonly AuditDraft[], session: ClientSession): Promise<void> {
    if (drafts.length === 0) return;
    const { audit, auditHead } = this.#models;
    const head = await auditHead.findOne(HEAD, {}, { session }).lean();
    const entries = sealEntries(drafts, head ?? GENESIS, sha256);
    const { seq, hash } = entries.at(-1) ?? GENESIS;
    await auditHead.updateOne(HEAD, { $set: { seq, hash } }, { session, upsert: true });
    await audit.insertMany(entries.map(rowOf), { session });
  }

  async head(): Promise<AuditHead> {
    const row = await this.#models.auditHead.findOne(HEAD).lean();
    return row === null ? GENESIS : { seq: row.seq, hash: row.hash };
  }

  async chain(afterSeq: number, limit: number): Promise<AuditEntry[]> {
    const rows = await this.#models.audit
      .find({ _id: { $gt: afterSeq } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return rows.map(entryOf);
  }

  async entries(query: AuditQuery): Promise<Page<AuditEntry>> {
    const { subjects, actor, action, since, until, cursor, limit } = query;
    const at = {
      ...(since !== undefined && { $gte: since }),
      ...(until !== undefined && { $lt: until }),
    };
    const wanted = (subjects ?? []).map((subject) => sealedSubject(subject, sha256));
    const rows = await this.#models.audit
      .find({
        ...(subjects !== undefined && { subject: { $in: wanted } }),
        ...(actor !== undefined && { actor }),
        ...(action !== undefined && { action }),
        ...((since !== undefined || until !== undefined) && { at }),
        ...(cursor !== undefined && { _id: { $lt: Number(cursor) || 0 } }),
      })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean();
    const items = rows.slice(0, limit).map(entryOf);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.seq) : null };
  }
}

function rowOf({ seq, details, ...rest }: AuditEntry): AuditRow {
  return { _id: seq, ...rest, details: JSON.stringify(details) };
}

function entryOf({ _id: seq, ...row }: AuditRow): AuditEntry {
  const { at, actor, action, subject, previousHash, hash } = row;
  const details = detailsOf(row.details);
  return { seq, at, actor, action, subject, details, previousHash, hash };
}

/** What somebody has made unreadable is shown as it is: then its hash does not fit. */
function detailsOf(text: string): AuditDetails {
  try {
    return JSON.parse(text) as AuditDetails;
  } catch {
    return { unreadable: text };
  }
}
