import { HAND_OVER_KEPT_MS } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/ids.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { Swept } from '../../ports.ts';
import type { Database } from './database.ts';
import type { Writes } from './writes.ts';

/** Rows that one write may take: the event loop stands still meanwhile. */
const BATCH = 500;

/** Drops what is no longer needed, in small writes between which everything else goes on. */
export class SqliteSweep {
  readonly #db: Database;
  readonly #writes: Writes;

  constructor(db: Database, writes: Writes) {
    this.#db = db;
    this.#writes = writes;
  }

  async sweep(now: Instant): Promise<Omit<Swept, 'files'>> {
    return {
      bodies: await this.#all(
        `UPDATE intake_events SET doc = '' WHERE rowid IN (
           SELECT rowid FROM intake_events
           WHERE done = 1 AND doc <> '' AND received_at < ? LIMIT ${BATCH})`,
        now - RETENTION.idleBodyMs,
      ),
      keys: await this.#all(
        `DELETE FROM intake_events WHERE rowid IN (
           SELECT rowid FROM intake_events WHERE done = 1 AND received_at < ? LIMIT ${BATCH})`,
        now - RETENTION.intakeKeyMs,
      ),
      liveEvents: await this.#all(
        `DELETE FROM live_events WHERE rowid IN (
           SELECT rowid FROM live_events WHERE json_extract(doc, '$.at') < ? LIMIT ${BATCH})`,
        now - RETENTION.liveEventMs,
      ),
      sessions: await this.#all(
        `DELETE FROM sessions WHERE rowid IN (
           SELECT rowid FROM sessions WHERE expires_at < ? LIMIT ${BATCH})`,
        now,
      ),
      handOvers: await this.#handOvers(now - HAND_OVER_KEPT_MS),
      tries: await this.#all(
        `DELETE FROM tries WHERE rowid IN (
           SELECT rowid FROM tries WHERE until <= ? LIMIT ${BATCH})`,
        now,
      ),
      viewers: await this.#all(
        `DELETE FROM viewers WHERE rowid IN (
           SELECT rowid FROM viewers WHERE until <= ? LIMIT ${BATCH})`,
        now,
      ),
    };
  }

  async #handOvers(before: Instant): Promise<number> {
    const dropped = await this.#all(
      `DELETE FROM hand_overs WHERE rowid IN (
         SELECT rowid FROM hand_overs WHERE at < ? LIMIT ${BATCH})`,
      before,
    );
    if (dropped > 0) {
      await this.#writes.fleeting(() =>
        this.#db.run(
          'DELETE FROM hand_over_items WHERE hand_over_id NOT IN (SELECT id FROM hand_overs)',
        ),
      );
    }
    return dropped;
  }

  async #all(sql: string, before: Instant): Promise<number> {
    for (let total = 0; ;) {
      const changed = await this.#writes.fleeting(() => this.#db.run(sql, before));
      total += changed;
      if (changed < BATCH) return total;
    }
  }
}
