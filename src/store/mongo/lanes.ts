import type { AnyBulkWriteOperation, ClientSession, PipelineStage } from 'mongoose';
import type { Instant } from '../../domain/ids.ts';
import { ECHO_WAIT_MS } from '../../domain/outbox.ts';
import type { Models } from './models.ts';
import type { LaneRow } from './row-shapes.ts';

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
  /** Since when this process looks for what is to be sent, without a look that failed; null: it does not. */
  #looksSince: Instant | null = null;

  constructor(models: Models) {
    this.#lanes = models.lanes;
  }

  /**
   * A lane of the outbox whose holder's lease has run out is not handed on at once: its holder may
   * have sent something. It rests until the echo had time to come. Such a rest counts only for who was
   * there to see its end coming: whoever looks for less time than an echo may take, as nobody may have
   * heard one before, lets it rest for the remainder of that time.
   */
  async claim(kind: LaneKind, now: Instant, leaseMs: number): Promise<Lane | null> {
    const heardAt = kind === 'outbox' ? this.#lookedSince(now) + ECHO_WAIT_MS : 0;
    for (;;) {
      const before = await this.#lanes
        .findOneAndUpdate(
          { kind, readyAt: { $lte: now } },
          claimed(kind, { now, leaseMs, heardAt }),
          { sort: { readyAt: 1 }, returnDocument: 'before', updatePipeline: true },
        )
        .lean()
        .catch((error: unknown) => {
          // What cannot be read by us cannot be stored by others: no echo is heard either.
          if (kind === 'outbox') this.#looksSince = null;
          throw error;
        });
      if (before === null) return null;
      if (kind === 'outbox' && before.leaseUntil > 0) {
        if (before.paused !== true) continue;
        if (before.interrupted === true && heardAt > now) continue;
      }
      return {
        conversationId: before.conversationId,
        fence: before.fence + 1,
        attempts: before.attempts + 1,
        leaseUntil: now + leaseMs,
        interrupted: before.interrupted === true,
      };
    }
  }

  /** A clock that steps back begins anew. */
  #lookedSince(now: Instant): Instant {
    return (this.#looksSince = Math.min(this.#looksSince ?? now, now));
  }

  /** When the person acted since the lane was claimed; null: not since. */
  async actedAt(kind: LaneKind, lane: Held, session: ClientSession): Promise<Instant | null> {
    const row = await this.#lanes
      .findById(laneId(kind, lane.conversationId), { actedAt: 1 }, { session })
      .lean();
    return row?.actedAt ?? null;
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

/** @param times.heardAt from when on an echo that came in time has been heard */
function claimed(
  kind: LaneKind,
  times: { readonly now: Instant; readonly leaseMs: number; readonly heardAt: Instant },
): PipelineStage.Set[] {
  const { now, leaseMs, heardAt } = times;
  const lost = { $and: [{ $gt: ['$leaseUntil', 0] }, { $ne: ['$paused', true] }] };
  const unheard = heardAt > now ? { $and: ['$paused', '$interrupted'] } : { $literal: false };
  const rests = kind === 'outbox' ? { $or: [lost, unheard] } : { $literal: false };
  const restsUntil = { $cond: [lost, now + ECHO_WAIT_MS, heardAt] };
  const until = { $cond: [rests, restsUntil, now + leaseMs] };
  return [
    {
      $set: {
        leaseUntil: until,
        readyAt: until,
        dueAt: { $cond: [rests, '$dueAt', '$$REMOVE'] },
        fence: { $add: ['$fence', 1] },
        attempts: { $add: ['$attempts', 1] },
        paused: rests,
        interrupted: { $or: ['$interrupted', rests] },
        actedAt: '$$REMOVE',
      },
    },
  ];
}

/**
 * Makes the lane due at `at`, unless it is due sooner; null: it stays as due as it is.
 * @param actedAt when its person acted, which whoever has the lane is to know
 */
export function schedule(
  kind: LaneKind,
  conversationId: string,
  at: Instant | null,
  actedAt?: Instant,
): LaneWrite {
  const counted = (name: string) => ({ $ifNull: [name, 0] });
  return {
    updateOne: {
      filter: { _id: laneId(kind, conversationId) },
      update: [
        {
          $set: {
            kind,
            conversationId,
            leaseUntil: counted('$leaseUntil'),
            fence: counted('$fence'),
            attempts: counted('$attempts'),
            dueAt: { $min: ['$dueAt', at] },
            ...(actedAt !== undefined && { actedAt }),
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

/** Holds on to the lease, in a transaction that only its holder may commit; nothing is in doubt any more. */
export function keep(kind: LaneKind, lane: Held): LaneWrite {
  const update = { $inc: { writes: 1 }, $set: { interrupted: false } };
  return { updateOne: { filter: held(kind, lane), update } };
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
 * Gives the lease back, the work's outcome known; nobody has the lane before `until`, whatever is
 * scheduled meanwhile.
 */
export function rest(kind: LaneKind, lane: Held, until: Instant): LaneWrite {
  const $set = {
    leaseUntil: until,
    dueAt: until,
    readyAt: until,
    paused: true,
    interrupted: false,
  };
  return { updateOne: { filter: held(kind, lane), update: { $set } } };
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
        {
          $set: {
            dueAt: { $min: ['$dueAt', leftAt] },
            leaseUntil: 0,
            attempts: 0,
            interrupted: false,
          },
        },
        { $set: { readyAt: '$dueAt' } },
      ],
    },
  };
}

export function laneId(kind: LaneKind, conversationId: string): string {
  return `${kind}|${conversationId}`;
}

function held(kind: LaneKind, lane: Held) {
  const { fence, conversationId } = lane;
  return {
    _id: laneId(kind, conversationId),
    fence,
    leaseUntil: { $gt: 0 },
    paused: { $ne: true },
  };
}
