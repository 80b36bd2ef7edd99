import { HAND_OVER_KEPT_MS } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/ids.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { Breath, Swept } from '../../ports.ts';
import type { Database } from './database.ts';
import { tidy } from './word-index.ts';
import type { Writes } from './writes.ts';

/**
 * Rows that one write may take: the event loop stands still meanwhile. Each of them changes a page of
 * its own in every index, and one write in some pays for taking these pages to the file.
 */
const BATCH = 50;

/** Drops what is no longer needed, in small writes between which everything else goes on. */
export class SqliteSweep {
  readonly #db: Database;
  readonly #writes: Writes;

  constructor(db: Database, writes: Writes) {
    this.#db = db;
    this.#writes = writes;
  }

  /** @param breath comes behind each write; false ends the sweep */
  async sweep(now: Instant, breath: Breath): Promise<Omit<Swept, 'files'>> {
    let goesOn = true;
    const all = async (write: () => number) => {
      for (let total = 0; ;) {
        const changed = goesOn ? await this.#writes.fleeting(write) : 0;
        total += changed;
        if (changed > 0) goesOn = await breath();
        if (changed < BATCH) return total;
      }
    };
    const drop = (table: string, where: string, before: Instant) =>
      all(() =>
        this.#db.run(
          `DELETE FROM ${table} WHERE rowid IN (
             SELECT rowid FROM ${table} WHERE ${where} LIMIT ${BATCH})`,
          before,
        ),
      );
    while (goesOn && (await this.#writes.fleeting(() => tidy(this.#db)))) goesOn = await breath();
    return {
      bodies: await all(() => this.#blankBodies(now - RETENTION.idleBodyMs)),
      keys: await drop(
        'intake_events',
        'done = 1 AND received_at < ?',
        now - RETENTION.intakeKeyMs,
      ),
      liveEvents: await drop(
        'live_events',
        `json_extract(doc, '$.at') < ?`,
        now - RETENTION.liveEventMs,
      ),
      sessions: await drop('sessions', 'expires_at < ?', now),
      handOvers: await all(() => this.#dropHandOvers(now - HAND_OVER_KEPT_MS)),
      tries: await drop('tries', 'until <= ?', now),
      viewers: await drop('viewers', 'until <= ?', now),
    };
  }

  #blankBodies(before: Instant): number {
    return this.#db.run(
      `UPDATE intake_events SET doc = '' WHERE rowid IN (
         SELECT rowid FROM intake_events
         WHERE done = 1 AND doc <> '' AND received_at < ? LIMIT ${BATCH})`,
      before,
    );
  }

  #dropHandOvers(before: Instant): number {
    const old = this.#db.all(`SELECT id FROM hand_overs WHERE at < ? LIMIT ${BATCH}`, before);
    const ids = JSON.stringify(old.map(({ id }) => id));
    const these = 'IN (SELECT value FROM json_each(?))';
    this.#db.run(`DELETE FROM hand_over_items WHERE hand_over_id ${these}`, ids);
    return this.#db.run(`DELETE FROM hand_overs WHERE id ${these}`, ids);
  }
}
