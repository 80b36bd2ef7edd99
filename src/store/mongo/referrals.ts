import type { ClientSession } from 'mongoose';
import { stuckSince, type Referral } from '../../domain/referral.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';

export class MongoReferrals {
  readonly #referrals: Models['referrals'];

  constructor(models: Models) {
    this.#referrals = models.referrals;
  }

  /**
   * Part of a transaction.
   * @returns false when it is not at the expected version
   */
  async put(
    expectedVersion: number | null,
    doc: Referral,
    session: ClientSession,
  ): Promise<boolean> {
    const { id: _id, version, reference } = doc;
    const row = { version, reference, stuckSince: stuckSince(doc), doc };
    if (expectedVersion === null) {
      return this.#referrals.create([{ _id, ...row }], { session }).then(
        () => true,
        (error: unknown) => {
          if (isDuplicate(error)) return false;
          throw error;
        },
      );
    }
    const filter = { _id, version: expectedVersion };
    const { matchedCount } = await this.#referrals.updateOne(filter, { $set: row }, { session });
    return matchedCount > 0;
  }

  async one(id: string): Promise<Referral | null> {
    return (await this.#referrals.findById(id).lean())?.doc ?? null;
  }

  async ofCase(reference: string): Promise<Referral[]> {
    const rows = await this.#referrals.find({ reference }).sort({ _id: 1 }).lean();
    return rows.map(({ doc }) => doc);
  }

  async stuck(limit: number): Promise<Referral[]> {
    const rows = await this.#referrals
      .find({ stuckSince: { $gt: 0 } })
      .sort({ stuckSince: 1 })
      .limit(limit)
      .lean();
    return rows.map(({ doc }) => doc);
  }
}
