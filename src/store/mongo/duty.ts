import type { ClientSession } from 'mongoose';
import { DEFAULT_SETUP, type DeskSetup } from '../../domain/desk-setup.ts';
import { staffId, type Instant, type StaffId } from '../../domain/ids.ts';
import { newPresence, type Presence } from '../../domain/presence.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';

const SETUP = 'setup';

/** Presences and the desk's setup. `seenAt` stands beside the record: it changes without a version. */
export class MongoDuty {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async setup(): Promise<DeskSetup> {
    const row = await this.#models.deskSetup.findById(SETUP).lean();
    return { ...DEFAULT_SETUP, ...row?.doc };
  }

  /**
   * Part of a commit.
   * @returns false when it has changed since `expectedVersion`
   */
  putSetup(expectedVersion: number, next: DeskSetup, session: ClientSession): Promise<boolean> {
    const { deskSetup } = this.#models;
    return onlyOnce(async () => {
      const filter = { _id: SETUP, version: expectedVersion };
      const { matchedCount, upsertedCount } = await deskSetup.updateOne(
        filter,
        { $set: { version: next.version, doc: next } },
        { session, upsert: expectedVersion === 0 },
      );
      return matchedCount + upsertedCount > 0;
    });
  }

  async presences(): Promise<Presence[]> {
    const rows = await this.#models.presences.find().sort({ _id: 1 }).lean();
    return rows.map(({ doc, seenAt }) => ({ ...doc, seenAt }));
  }

  /**
   * Part of a commit.
   * @returns false when it has changed since `expectedVersion`
   */
  putPresence(expectedVersion: number, next: Presence, session: ClientSession): Promise<boolean> {
    const { presences } = this.#models;
    return onlyOnce(async () => {
      const { matchedCount, upsertedCount } = await presences.updateOne(
        { _id: next.staffId, version: expectedVersion },
        { $set: { version: next.version, doc: next }, $max: { seenAt: next.seenAt } },
        { session, upsert: expectedVersion === 0 },
      );
      return matchedCount + upsertedCount > 0;
    });
  }

  async seen(id: StaffId, at: Instant): Promise<void> {
    const see = () =>
      this.#models.presences.updateOne(
        { _id: id },
        { $max: { seenAt: at }, $setOnInsert: { version: 0, doc: newPresence(id) } },
        { upsert: true },
      );
    // Two that both find none: the second one finds that of the first.
    await see().catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return see();
    });
  }

  async loads(): Promise<Map<StaffId, number>> {
    const rows = await this.#models.conversations.aggregate<{ _id: string; n: number }>([
      { $match: { staffId: { $gt: '' }, resolved: false } },
      { $group: { _id: '$staffId', n: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, n }) => [staffId(_id), n]));
  }
}

/** False when somebody else has put in the first one meanwhile. */
async function onlyOnce(put: () => Promise<boolean>): Promise<boolean> {
  try {
    return await put();
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
