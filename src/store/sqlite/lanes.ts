import type { Instant } from '../../domain/ids.ts';
import { ECHO_WAIT_MS } from '../../domain/outbox.ts';
import type { Database } from './database.ts';

export const LANE_KINDS = ['intake', 'outbox'] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

export interface Lane {
  readonly conversationId: string;
  readonly fence: number;
  readonly attempts: number;
  readonly leaseUntil: Instant;
  /** A lease before this one ran out, and its holder has not told what became of its work. */
  readonly interrupted: boolean;
}

type Held = Pick<Lane, 'conversationId' | 'fence'>;

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

  /**
   * Part of a transaction. A lane of the outbox whose holder's lease has run out is not handed on at
   * once: its holder may have sent something. It rests until the echo had time to come.
   */
  claim(kind: LaneKind, now: Instant, leaseMs: number): Lane | null {
    for (;;) {
      const due = this.#due(kind, now);
      if (due === undefined) return null;
      const rests = kind === 'outbox' && Number(due['lease_until']) > 0 && due['paused'] === 0;
      const leaseUntil = now + (rests ? ECHO_WAIT_MS : leaseMs);
      const row = this.#db.get(
        `UPDATE lanes SET lease_until = ?, fence = fence + 1, attempts = attempts + 1,
           paused = ?, interrupted = max(interrupted, ?), acted_at = NULL
         WHERE kind = ? AND conversation_id = ? RETURNING fence, attempts, interrupted`,
        leaseUntil,
        rests ? 1 : 0,
        rests ? 1 : 0,
        kind,
        String(due['conversation_id']),
      );
      if (rests) continue;
      return {
        conversationId: String(due['conversation_id']),
        fence: Number(row?.['fence']),
        attempts: Number(row?.['attempts']),
        leaseUntil,
        interrupted: row?.['interrupted'] === 1,
      };
    }
  }

  #due(kind: LaneKind, now: Instant) {
    return this.#db.get(
      `SELECT conversation_id, lease_until, paused FROM lanes
       WHERE kind = ? AND due_at <= ? AND lease_until <= ? ORDER BY due_at LIMIT 1`,
      kind,
      now,
      now,
    );
  }

  extend(kind: LaneKind, lane: Held, until: Instant): boolean {
    return this.#ofHolder(kind, lane, 'lease_until = ?', until);
  }

  holds(kind: LaneKind, lane: Held): boolean {
    const row = this.#db.get(
      `SELECT fence FROM lanes
       WHERE kind = ? AND conversation_id = ? AND lease_until > 0 AND paused = 0`,
      kind,
      lane.conversationId,
    );
    return row?.['fence'] === lane.fence;
  }

  /** The person of this conversation has acted. */
  noteAct(kind: LaneKind, conversationId: string, at: Instant): void {
    this.#db.run(
      'UPDATE lanes SET acted_at = ? WHERE kind = ? AND conversation_id = ?',
      at,
      kind,
      conversationId,
    );
  }

  /** When the person acted since the lane was claimed; null: not since. */
  actedAt(kind: LaneKind, lane: Held): Instant | null {
    const row = this.#db.get(
      'SELECT acted_at FROM lanes WHERE kind = ? AND conversation_id = ?',
      kind,
      lane.conversationId,
    );
    const at = row?.['acted_at'];
    return typeof at === 'number' ? at : null;
  }

  /** The holder has told what became of its work: nothing is in doubt any more. */
  clear(kind: LaneKind, lane: Held): void {
    this.#ofHolder(kind, lane, 'interrupted = 0');
  }

  /**
   * Takes the leases of a process that is gone. Its turns are due at once; what it was sending
   * waits until `outboxUntil`, however long it has been gone, so that Facebook's echo can tell that
   * it did arrive: Facebook delivers the echo again when we are back. So does what was waiting for
   * an echo already: no echo has come while nobody was there.
   */
  inherit(outboxUntil: Instant): void {
    this.#db.run(`UPDATE lanes SET lease_until = 0 WHERE kind = 'intake' AND lease_until > 0`);
    this.#db.run(
      `UPDATE lanes SET lease_until = ?, paused = 1, interrupted = 1
       WHERE kind = 'outbox' AND lease_until > 0 AND (paused = 0 OR interrupted = 1)`,
      outboxUntil,
    );
  }

  /** Gives the lease back, unless that was done. `dueAt` null: nothing is left to do. */
  release(kind: LaneKind, lane: Held, dueAt: Instant | null, outcome: 'worked' | 'failed'): void {
    this.#ofHolder(
      kind,
      lane,
      'lease_until = 0, due_at = ?, attempts = CASE WHEN ? THEN 0 ELSE attempts END',
      dueAt,
      outcome === 'worked' ? 1 : 0,
    );
  }

  /** Gives the lease back; nobody has the lane before `until`, whatever is scheduled meanwhile. */
  rest(kind: LaneKind, lane: Held, until: Instant): void {
    this.#ofHolder(kind, lane, 'lease_until = ?, due_at = ?, paused = 1', until, until);
  }

  /** Changes the lane of its holder; false when that is somebody else by now, or nobody. */
  #ofHolder(
    kind: LaneKind,
    lane: Held,
    assignments: string,
    ...values: (number | null)[]
  ): boolean {
    const changed = this.#db.run(
      `UPDATE lanes SET ${assignments}
       WHERE kind = ? AND conversation_id = ? AND fence = ? AND lease_until > 0 AND paused = 0`,
      ...values,
      kind,
      lane.conversationId,
      lane.fence,
    );
    return changed > 0;
  }
}
