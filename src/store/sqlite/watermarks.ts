import type { LiveEvent } from '../../domain/live-event.ts';
import {
  looksDifferent,
  NO_WATERMARKS,
  raised,
  RECENT_LINES,
  seenEvent,
  type Raise,
  type Watermarks,
} from '../../domain/watermarks.ts';
import type { Database } from './database.ts';
import type { SqliteReading } from './reading.ts';

/** How far each person has got and read: one row a person, which only rises. */
export class SqliteWatermarks {
  readonly #db: Database;
  readonly #reading: SqliteReading;

  constructor(db: Database, reading: SqliteReading) {
    this.#db = db;
    this.#reading = reading;
  }

  of(id: string): Watermarks {
    const row = this.#db.get(
      'SELECT delivered, read FROM watermarks WHERE conversation_id = ?',
      id,
    );
    if (row === undefined) return NO_WATERMARKS;
    return {
      deliveredUpTo: Number(row['delivered']) || null,
      readUpTo: Number(row['read']) || null,
    };
  }

  /**
   * Part of a transaction.
   * @returns how many of the items told something new, and what screens are to be told
   */
  raise(raises: readonly Raise[]): {
    readonly stored: number;
    readonly live: readonly LiveEvent[];
  } {
    let stored = 0;
    const live: LiveEvent[] = [];
    for (const raise of raises) {
      const { conversationId: id } = raise;
      const before = this.of(id);
      const after = raised(before, raise);
      if (after === null) continue;
      stored += raise.events.length;
      this.#db.run(
        `INSERT INTO watermarks (conversation_id, delivered, read) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET delivered = excluded.delivered, read = excluded.read`,
        id,
        after.deliveredUpTo ?? 0,
        after.readUpTo ?? 0,
      );
      const lines = this.#reading.messages(id, { before: null, limit: RECENT_LINES });
      if (!looksDifferent(lines, before, after)) continue;
      const event = seenEvent(raise);
      this.#db.run(
        'INSERT INTO live_events (id, doc) VALUES (?, ?)',
        event.id,
        JSON.stringify(event),
      );
      live.push(event);
    }
    return { stored, live };
  }
}
