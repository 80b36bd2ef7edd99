import { randomUUID } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { Instant } from '../../domain/ids.ts';
import type { Timer } from '../../domain/timer.ts';
import { STRAY_LEASES, type TimerClaim } from '../../ports.ts';
import type { Models } from './models.ts';

/** Timers by when they may be claimed: when due, or, while a worker has one, when its lease is over. */
export class MongoTimers {
  readonly #timers: Models['timers'];

  constructor(models: Models) {
    this.#timers = models.timers;
  }

  /** Part of a transaction. Who has a timer that is put or cancelled has it no longer. */
  async change(
    put: readonly Timer[],
    cancelled: readonly string[],
    session: ClientSession,
  ): Promise<void> {
    if (cancelled.length > 0) {
      await this.#timers.deleteMany({ _id: { $in: [...cancelled] } }, { session });
    }
    const writes = put.map((doc) => ({
      updateOne: {
        filter: { _id: doc.id },
        update: {
          $set: { subject: doc.subject, readyAt: doc.dueAt, attempts: 0, doc },
          $unset: { token: '' },
        },
        upsert: true,
      },
    }));
    if (writes.length > 0) await this.#timers.bulkWrite(writes, { session });
  }

  /**
   * Part of a transaction: the timer is done.
   * @returns false when it was lost to another worker, cancelled or set anew
   */
  async finish({ timer, token }: TimerClaim, session: ClientSession): Promise<boolean> {
    const { deletedCount } = await this.#timers.deleteOne({ _id: timer.id, token }, { session });
    return deletedCount > 0;
  }

  async claim(now: Instant, leaseMs: number): Promise<TimerClaim | null> {
    const stray = { token: { $gt: '' }, readyAt: { $gt: now + STRAY_LEASES * leaseMs } };
    const token = randomUUID();
    const leaseUntil = now + leaseMs;
    for (const filter of [{ readyAt: { $lte: now } }, stray]) {
      const row = await this.#timers
        .findOneAndUpdate(
          filter,
          { $set: { readyAt: leaseUntil, token }, $inc: { attempts: 1 } },
          { sort: { readyAt: 1 }, returnDocument: 'after' },
        )
        .lean();
      if (row !== null) return { timer: row.doc, token, leaseUntil, attempt: row.attempts };
    }
    return null;
  }

  async release({ timer, token }: TimerClaim, retryAt: Instant): Promise<void> {
    await this.#timers.updateOne(
      { _id: timer.id, token },
      { $set: { readyAt: retryAt }, $unset: { token: '' } },
    );
  }

  async of(subject: string): Promise<Timer[]> {
    const rows = await this.#timers.find({ subject }).lean();
    return rows.map(({ doc }) => doc).sort((a, b) => a.dueAt - b.dueAt);
  }

  async named(name: string, limit: number): Promise<Timer[]> {
    // ';' is the character behind ':', so that the index of the ids gives just these.
    const rows = await this.#timers
      .find({ _id: { $gte: `${name}:`, $lt: `${name};` } })
      .sort({ 'doc.dueAt': 1 })
      .limit(limit)
      .lean();
    return rows.map(({ doc }) => doc);
  }

  countDue(now: Instant): Promise<number> {
    return this.#timers.countDocuments({ readyAt: { $lte: now } });
  }
}
