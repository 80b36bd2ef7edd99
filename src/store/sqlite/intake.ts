import { conversationId, type Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { AcceptResult, TurnClaim } from '../../ports.ts';
import type { Database } from './database.ts';
import type { Lanes } from './lanes.ts';

/** Most events that one turn takes. */
const BATCH = 100;

export class SqliteIntake {
  readonly #db: Database;
  readonly #lanes: Lanes;

  constructor(db: Database, lanes: Lanes) {
    this.#db = db;
    this.#lanes = lanes;
  }

  /** Part of a transaction. */
  accept(events: readonly IntakeEvent[], dueAt: Instant): AcceptResult {
    let stored = 0;
    for (const event of events) {
      const done = event.conversationId === null || event.kind === 'ignored';
      const inserted = this.#db.run(
        `INSERT INTO intake_events (key, id, conversation_id, at, received_at, done, doc)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`,
        event.key,
        event.id,
        event.conversationId,
        event.at,
        event.receivedAt,
        done ? 1 : 0,
        JSON.stringify(event),
      );
      stored += inserted;
      if (inserted > 0 && !done && event.conversationId !== null) {
        this.#lanes.schedule('intake', event.conversationId, dueAt);
      }
    }
    return { stored, duplicates: events.length - stored };
  }

  /** Part of a transaction. */
  claim(now: Instant, leaseMs: number): TurnClaim | null {
    for (;;) {
      const lane = this.#lanes.claim('intake', now, leaseMs);
      if (lane === null) return null;
      const events = this.#db
        .all(
          `SELECT doc FROM intake_events WHERE conversation_id = ? AND done = 0
             ORDER BY at, id LIMIT ?`,
          lane.conversationId,
          BATCH,
        )
        .map((row) => JSON.parse(String(row['doc'])) as IntakeEvent);
      if (events.length === 0) {
        this.#lanes.release('intake', lane, null, 'worked');
        continue;
      }
      return {
        conversationId: conversationId(lane.conversationId),
        fence: lane.fence,
        leaseUntil: lane.leaseUntil,
        events,
        attempt: lane.attempts,
      };
    }
  }

  /** Part of a commit: the events are done, their bodies go; what came in meanwhile is due at once. */
  finish(claim: TurnClaim): void {
    for (const event of claim.events) {
      this.#db.run(`UPDATE intake_events SET done = 1, doc = '' WHERE key = ?`, event.key);
    }
    const next = this.#db.get(
      'SELECT min(received_at) AS due FROM intake_events WHERE conversation_id = ? AND done = 0',
      claim.conversationId,
    );
    const due = next?.['due'];
    this.#lanes.release('intake', claim, typeof due === 'number' ? due : null, 'worked');
  }
}
