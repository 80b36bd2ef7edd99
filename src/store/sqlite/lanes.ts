import type { Instant } from '../../domain/ids.ts';
import type { Database } from './database.ts';

export type LaneKind = 'intake' | 'outbox';

export interface Lane {
  readonly conversationId: string;
  readonly fence: number;
  readonly attempts: number;
  readonly leaseUntil: Instant;
  /** The lease before this one ran out and was not given back. */
  readonly interrupted: boolean;
}

/** Leases: at most one worker has a conversation's lane, and a late one is told by its fence. */
export class Lanes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes the lane due at `at`, unless it is due sooner. */
  schedule(kind: LaneKind, conversationId: string, at: Instant): void {
    this.#db.run(
      `INSERT INTO lanes (kind, conversation_id, due_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET due_at = min(ifnull(due_at, excluded.due_at), excluded.due_at)`,
      kind,
      conversationId,
      at,
    );
  }

  /** Whether there is something to claim. */
  isDue(kind: LaneKind, now: Instant): boolean {
    return this.#due(kind, now) !== undefined;
  }

  /** Part of a transaction. */
  claim(kind: LaneKind, now: Instant, leaseMs: number): Lane | null {
    const due = this.#due(kind, now);
    if (due === undefined) return null;
    const leaseUntil = now + leaseMs;
    const row = this.#db.get(
      `UPDATE lanes SET lease_until = ?, fence = fence + 1, attempts = attempts + 1
       WHERE kind = ? AND conversation_id = ? RETURNING fence, attempts`,
      leaseUntil,
      kind,
      String(due['conversation_id']),
    );
    return {
      conversationId: String(due['conversation_id']),
      fence: Number(row?.['fence']),
      attempts: Number(row?.['attempts']),
      leaseUntil,
      interrupted: Number(due['lease_until']) > 0,
    };
  }

  #due(kind: LaneKind, now: Instant) {
    return this.#db.get(
      `SELECT conversation_id, lease_until FROM lanes
       WHERE kind = ? AND due_at <= ? AND lease_until <= ? ORDER BY due_at LIMIT 1`,
      kind,
      now,
      now,
    );
  }

  extend(kind: LaneKind, lane: { conversationId: string; fence: number }, until: Instant): boolean {
    return (
      this.#db.run(
        `UPDATE lanes SET lease_until = ?
         WHERE kind = ? AND conversation_id = ? AND fence = ? AND lease_until > 0`,
        until,
        kind,
        lane.conversationId,
        lane.fence,
      ) > 0
    );
  }

  holds(kind: LaneKind, lane: { conversationId: string; fence: number }): boolean {
    const row = this.#db.get(
      'SELECT fence FROM lanes WHERE kind = ? AND conversation_id = ? AND lease_until > 0',
      kind,
      lane.conversationId,
    );
    return row?.['fence'] === lane.fence;
  }

  /**
   * Takes the leases of a process that is gone. Its turns are due at once; what it was sending
   * waits until `outboxUntil`, however long it has been gone, so that Facebook's echo can tell that
   * it did arrive: Facebook delivers the echo again when we are back.
   */
  inherit(outboxUntil: Instant): void {
    this.#db.run(`UPDATE lanes SET lease_until = 0 WHERE kind = 'intake' AND lease_until > 0`);
    this.#db.run(
      `UPDATE lanes SET lease_until = ? WHERE kind = 'outbox' AND lease_until > 0`,
      outboxUntil,
    );
  }

  /** Gives the lease back, unless that was done. `dueAt` null: nothing is left to do. */
  release(
    kind: LaneKind,
    lane: { conversationId: string; fence: number },
    dueAt: Instant | null,
    outcome: 'worked' | 'failed',
  ): void {
    this.#db.run(
      `UPDATE lanes SET lease_until = 0, due_at = ?, attempts = CASE WHEN ? THEN 0 ELSE attempts END
       WHERE kind = ? AND conversation_id = ? AND fence = ? AND lease_until > 0`,
      dueAt,
      outcome === 'worked' ? 1 : 0,
      kind,
      lane.conversationId,
      lane.fence,
    );
  }
}
