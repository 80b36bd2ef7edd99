import type { AnyBulkWriteOperation, ClientSession } from 'mongoose';
import type { Instant } from '../../domain/ids.ts';
import type { LaneRow, Models } from './models.ts';

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

/** One write of a lane; several go to the server at once with `write`. */
export type LaneWrite = AnyBulkWriteOperation<LaneRow>;

/**
 * Leases: at most one worker has a conversation's lane, and a late one is told by its fence.
 * A claim takes all the work that is due; what is scheduled while it lasts makes the lane due again
 * once the lease is given back. Every one of these writes the lane, so that transactions which meet
 * in it conflict and one of them is run again: no work is overlooked.
 */
export class Lanes {
  readonly #lanes: Models['lanes'];

  constructor(models: Models) {
    this.#lanes = models.lanes;
  }

  async claim(kind: LaneKind, now: Instant, leaseMs: number): Promise<Lane | null> {
    const leaseUntil = now + leaseMs;
    const before = await this.#lanes
      .findOneAndUpdate(
        { kind, readyAt: { $lte: now } },
        {
          $set: { leaseUntil, readyAt: leaseUntil },
          $unset: { dueAt: 1 },
          $inc: { fence: 1, attempts: 1 },
        },
        { sort: { readyAt: 1 }, returnDocument: 'before' },
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
    const { matchedCount } = await this.#lanes.updateOne(held(kind, lane), {
      $set: { leaseUntil: until, readyAt: until },
    });
    return matchedCount > 0;
  }

  /**
   * Writes lanes in one round trip.
   * @returns false when one of them was not held as it should have been
   */
  async write(writes: readonly LaneWrite[], session?: ClientSession): Promise<boolean> {
    if (writes.length === 0) return true;
    const result = await this.#lanes.bulkWrite([...writes], session ? { session } : {});
    return result.matchedCount + result.upsertedCount === writes.length;
  }
}

/** Makes the lane due at `at`, unless it is due sooner. */
export function schedule(kind: LaneKind, conversationId: string, at: Instant): LaneWrite {
  const counted = (name: string) => ({ $ifNull: [name, 0] });
  return {
    updateOne: {
      filter: { _id: idOf(kind, conversationId) },
      update: [
        {
          $set: {
            kind,
            conversationId,
            leaseUntil: counted('$leaseUntil'),
            fence: counted('$fence'),
            attempts: counted('$attempts'),
            dueAt: { $min: ['$dueAt', at] },
            // Changes also a lane that is due already: see the class.
            writes: { $add: [counted('$writes'), 1] },
          },
        },
        { $set: { readyAt: { $cond: [{ $gt: ['$leaseUntil', 0] }, '$readyAt', '$dueAt'] } } },
      ],
      upsert: true,
    },
  };
}

/** Holds on to the lease, in a transaction that only its holder may commit. */
export function keep(kind: LaneKind, lane: Held): LaneWrite {
  return { updateOne: { filter: held(kind, lane), update: { $inc: { writes: 1 } } } };
}

/** Gives the lease back without a result; due again at `at`. */
export function putOff(kind: LaneKind, lane: Held, at: Instant): LaneWrite {
  return {
    updateOne: {
      filter: held(kind, lane),
      update: { $set: { leaseUntil: 0, dueAt: at, readyAt: at } },
    },
  };
}

/**
 * Gives the lease back, the work done. Due again if something was scheduled since the claim.
 * @param leftAt when it is due at the latest, as the claim did not take all; null: it did
 */
export function finish(kind: LaneKind, lane: Held, leftAt: Instant | null): LaneWrite {
  return {
    updateOne: {
      filter: held(kind, lane),
      update: [
        { $set: { dueAt: { $min: ['$dueAt', leftAt] }, leaseUntil: 0, attempts: 0 } },
        { $set: { readyAt: '$dueAt' } },
      ],
    },
  };
}

function idOf(kind: LaneKind, conversationId: string): string {
  return `${kind}|${conversationId}`;
}

function held(kind: LaneKind, lane: Held) {
  const { fence, conversationId } = lane;
  return { _id: idOf(kind, conversationId), fence, leaseUntil: { $gt: 0 } };
}
