import type { Instant } from '../../domain/ids.ts';
import type { Timer } from '../../domain/timer.ts';
import { STRAY_LEASES, type TimerClaim } from '../../ports.ts';
import type { Database } from './database.ts';

/** Timers by when they may be claimed: when due, or, while a worker has one, when its lease is over. */
export class SqliteTimers {
  readonly #db: Database;
  readonly #newToken: () => string;

  constructor(db: Database, newToken: () => string) {
    this.#db = db;
    this.#newToken = newToken;
  }

  /** Part of a transaction. Whoever has the timer has it no longer. */
  put(timer: Timer): void {
    this.#db.run(
      `INSERT INTO timers (id, subject, ready_at, doc) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, ready_at = excluded.ready_at,
         token = NULL, attempts = 0, doc = excluded.doc`,
      timer.id,
      timer.subject,
      timer.dueAt,
      JSON.stringify(timer),
    );
  }

  /** Part of a transaction. */
  cancel(id: string): void {
    this.#db.run('DELETE FROM timers WHERE id = ?', id);
  }

  /**
   * Part of a transaction: the timer is done.
   * @returns false when it was lost to another worker, cancelled or set anew
   */
  finish({ timer, token }: TimerClaim): boolean {
    return this.#db.run('DELETE FROM timers WHERE id = ? AND token = ?', timer.id, token) > 0;
  }

  /** Whether there is something to claim. */
  isDue(now: Instant, leaseMs: number): boolean {
    return this.#next(now, leaseMs) !== undefined;
  }

  /** Part of a transaction. */
  claim(now: Instant, leaseMs: number): TimerClaim | null {
    const row = this.#next(now, leaseMs);
    if (row === undefined) return null;
    const token = this.#newToken();
    const leaseUntil = now + leaseMs;
    this.#db.run(
      'UPDATE timers SET ready_at = ?, token = ?, attempts = attempts + 1 WHERE id = ?',
      leaseUntil,
      token,
      String(row['id']),
    );
    const timer = JSON.parse(String(row['doc'])) as Timer;
    return { timer, token, leaseUntil, attempt: Number(row['attempts']) + 1 };
  }

  release({ timer, token }: TimerClaim, retryAt: Instant): void {
    this.#db.run(
      'UPDATE timers SET ready_at = ?, token = NULL WHERE id = ? AND token = ?',
      retryAt,
      timer.id,
      token,
    );
  }

  of(subject: string): Timer[] {
    return this.#db
      .all('SELECT doc FROM timers WHERE subject = ?', subject)
      .map((row) => JSON.parse(String(row['doc'])) as Timer)
      .sort((a, b) => a.dueAt - b.dueAt);
  }

  named(name: string, limit: number): Timer[] {
    // ';' is the character behind ':', so that the index of the ids gives just these.
    return this.#db
      .all(
        `SELECT doc FROM timers WHERE id >= ? AND id < ?
         ORDER BY json_extract(doc, '$.dueAt') LIMIT ?`,
        `${name}:`,
        `${name};`,
        limit,
      )
      .map((row) => JSON.parse(String(row['doc'])) as Timer);
  }

  countDue(now: Instant): number {
    const row = this.#db.get('SELECT count(*) AS n FROM timers WHERE ready_at <= ?', now);
    return Number(row?.['n']);
  }

  /** Takes the leases of a process that is gone. */
  inherit(now: Instant): void {
    this.#db.run('UPDATE timers SET ready_at = ?, token = NULL WHERE token IS NOT NULL', now);
  }

  #next(now: Instant, leaseMs: number) {
    return (
      this.#db.get(
        `SELECT id, attempts, doc FROM timers WHERE ready_at <= ? ORDER BY ready_at LIMIT 1`,
        now,
      ) ??
      this.#db.get(
        `SELECT id, attempts, doc FROM timers
         WHERE token IS NOT NULL AND ready_at > ? ORDER BY ready_at LIMIT 1`,
        now + STRAY_LEASES * leaseMs,
      )
    );
  }
}
