import type { Instant } from '../../domain/ids.ts';
import type { Tries } from '../../ports.ts';
import type { Database } from './database.ts';

export class SqliteTries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  count(key: string, now: Instant, windowMs: number): Tries {
    this.#db.run(
      `INSERT INTO tries (key, count, until) VALUES (?1, 1, ?2)
       ON CONFLICT (key) DO UPDATE SET
         count = CASE WHEN until > ?3 THEN count + 1 ELSE 1 END,
         until = CASE WHEN until > ?3 THEN until ELSE excluded.until END`,
      key,
      now + windowMs,
      now,
    );
    return this.get(key, now) ?? { count: 1, until: now + windowMs };
  }

  uncount(key: string): void {
    this.#db.run('UPDATE tries SET count = count - 1 WHERE key = ? AND count > 0', key);
  }

  get(key: string, now: Instant): Tries | null {
    const row = this.#db.get(
      'SELECT count, until FROM tries WHERE key = ? AND until > ?',
      key,
      now,
    );
    return row === undefined ? null : { count: Number(row['count']), until: Number(row['until']) };
  }
}
