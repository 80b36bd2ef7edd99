import type { Instant } from '../../domain/ids.ts';
import type { Tries } from '../../ports.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';

export class MongoTries {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async count(key: string, now: Instant, windowMs: number): Promise<Tries> {
    const goesOn = { $gt: ['$until', now] };
    const change = {
      $set: {
        count: { $cond: [goesOn, { $add: ['$count', 1] }, 1] },
        until: { $cond: [goesOn, '$until', now + windowMs] },
      },
    };
    const options = { upsert: true, returnDocument: 'after', updatePipeline: true } as const;
    const write = () => this.#models.tries.findOneAndUpdate({ _id: key }, [change], options).lean();
    // Of two that insert at once the second one finds the first one's then.
    const row = await write().catch((error: unknown) => {
      if (isDuplicate(error)) return write();
      throw error;
    });
    return { count: row?.count ?? 1, until: row?.until ?? now + windowMs };
  }

  async uncount(key: string): Promise<void> {
    await this.#models.tries.updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } });
  }

  async get(key: string, now: Instant): Promise<Tries | null> {
    const row = await this.#models.tries.findOne({ _id: key, until: { $gt: now } }).lean();
    return row === null ? null : { count: row.count, until: row.until };
  }
}
