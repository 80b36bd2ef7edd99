import { stuckSince, type Referral } from '../../domain/referral.ts';
import type { Database } from './database.ts';

export class SqliteReferrals {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Part of a transaction.
   * @returns false when it is not at the expected version
   */
  put(expectedVersion: number | null, next: Referral): boolean {
    const { id, version, reference } = next;
    const row = this.#db.get('SELECT version FROM referrals WHERE id = ?', id);
    if ((row === undefined ? null : Number(row['version'])) !== expectedVersion) return false;
    this.#db.run(
      `INSERT INTO referrals (id, version, reference, stuck_since, doc) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version,
         stuck_since = excluded.stuck_since, doc = excluded.doc`,
      id,
      version,
      reference,
      stuckSince(next),
      JSON.stringify(next),
    );
    return true;
  }

  one(id: string): Referral | null {
    return this.#many('SELECT doc FROM referrals WHERE id = ?', id)[0] ?? null;
  }

  ofCase(reference: string): Referral[] {
    return this.#many('SELECT doc FROM referrals WHERE reference = ? ORDER BY id', reference);
  }

  stuck(limit: number): Referral[] {
    return this.#many(
      'SELECT doc FROM referrals WHERE stuck_since IS NOT NULL ORDER BY stuck_since LIMIT ?',
      limit,
    );
  }

  #many(sql: string, ...values: (string | number)[]): Referral[] {
    return this.#db.all(sql, ...values).map((row) => JSON.parse(String(row['doc'])) as Referral);
  }
}
