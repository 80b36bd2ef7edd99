import type { ClientSession } from 'mongoose';
import type { Instant } from '../../domain/ids.ts';
import type { Models } from './models.ts';

export type LaneKind = 'intake' | 'outbox';

export interface Lane {
  readonly conversationId: string;
  readonly fence: number;
  readonly attempts: number;
  readonly leaseUntil: Instant;
  /** The lease before this one ran out and was not given back. */
  readonly interrupted: boolean;
}

type Held = Pick<Lane, 'conversationId' | 'fence'>;

/**
 * Leases: at most one worker has a conversation's lane, and a late one is told by its fence. What
 * schedules, claims and gives back writes the lane inside its transaction, so that two of them at
 * once conflict and one is run again: no work is overlooked between a look and a release.
 */
export class Lanes {
  readonly #lanes: Models['lanes'];

  constructor(models: Models) {
    this.#lanes = models.lanes;
  }

  /** Makes the lane due at `at`, unless it is due sooner. */
  async schedule(
    kind: LaneKind,
    conversationId: string,
    at: Instant,
    session: ClientSession,
  ): Promise<void> {
    await this.#lanes.updateOne(
      { _id: idOf(kind, conversationId) },
      {
        $min: { dueAt: at },
        // Writes also when the lane is due already: without a write there is no conflict with a
        // worker that is about to find nothing left and give the lane back.
        $inc: { scheduled: 1 },
        $setOnInsert: { kind, conversationId, leaseUntil: 0, fence: 0, attempts: 0 },
      },
      { upsert: true, session },
    );
  }

  /** Whether a claim may find something: spares idle workers a transaction. */
  async anyDue(kind: LaneKind, now: Instant): Promise<boolean> {
    return (await this.#lanes.exists(dueAt(kind, now)).lean()) !== null;
  }

  async claim(
    kind: LaneKind,
    now: Instant,
    leaseMs: number,
    session: ClientSession,
  ): Promise<Lane | null> {
    const leaseUntil = now + leaseMs;
    const before = await this.#lanes
      .findOneAndUpdate(
        dueAt(kind, now),
        { $set: { leaseUntil }, $inc: { fence: 1, attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'before', session },
      )
      .lean();
    if (before === null) return null;
    return {
      conversationId: before.conversationId,
      fence: before.fence + 1,
      attempts: before.attempts + 1,
      leaseUntil,
      interrupted: before.leaseUntil > 0,
    };
  }

  async extend(kind: LaneKind, lane: Held, until: Instant): Promise<boolean> {
    const { matchedCount } = await this.#lanes.updateOne(filterOf(kind, lane), {
      $set: { leaseUntil: until },
    });
    return matchedCount > 0;
  }

  async holds(kind: LaneKind, lane: Held, session: ClientSession): Promise<boolean> {
    return (await this.#lanes.exists(filterOf(kind, lane)).session(session).lean()) !== null;
  }

  /**
   * Gives the lease back. `dueAt` null: nothing is left to do.
   * @returns false when the lane is another worker's by now
   */
  async release(
    kind: LaneKind,
    lane: Held,
    due: Instant | null,
    outcome: 'worked' | 'failed',
    session?: ClientSession,
  ): Promise<boolean> {
    const set = {
      leaseUntil: 0,
      ...(outcome === 'worked' ? { attempts: 0 } : {}),
      ...(due === null ? {} : { dueAt: due }),
    };
    const { matchedCount } = await this.#lanes.updateOne(
      filterOf(kind, lane),
      due === null ? { $set: set, $unset: { dueAt: 1 } } : { $set: set },
      session === undefined ? {} : { session },
    );
    return matchedCount > 0;
  }
}

function idOf(kind: LaneKind, conversationId: string): string {
  return `${kind}|${conversationId}`;
}

function filterOf(kind: LaneKind, lane: Held) {
  return { _id: idOf(kind, lane.conversationId), fence: lane.fence };
}

function dueAt(kind: LaneKind, now: Instant) {
  return { kind, dueAt: { $lte: now }, leaseUntil: { $lte: now } };
}
