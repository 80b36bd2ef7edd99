import type { AnyBulkWriteOperation } from 'mongoose';
import type { LiveEvent } from '../../domain/live-event.ts';
import {
  looksDifferent,
  NO_WATERMARKS,
  raised,
  RECENT_LINES,
  seenEvent,
  type Raise,
  type Watermarks,
} from '../../domain/watermarks.ts';
import { isDuplicate } from './connection.ts';
import type { Models } from './models.ts';
import type { WatermarkRow } from './row-shapes.ts';
import type { MongoReading } from './reading.ts';

/**
 * How far each person has got and read: one document a person, which only rises. Written outside of
 * transactions and apart from the conversation, so that a flood of these is in no turn's way; it
 * does no harm to raise them twice.
 */
export class MongoWatermarks {
  readonly #models: Models;
  readonly #reading: MongoReading;

  constructor(models: Models, reading: MongoReading) {
    this.#models = models;
    this.#reading = reading;
  }

  async of(id: string): Promise<Watermarks> {
    return watermarksOf(await this.#models.watermarks.findById(id).lean());
  }

  /** @returns how many of the items told something new */
  async raise(raises: readonly Raise[]): Promise<number> {
    if (raises.length === 0) return 0;
    const ids = raises.map(({ conversationId }) => conversationId);
    const rows = await this.#models.watermarks.find({ _id: { $in: ids } }).lean();
    const known = new Map(rows.map((row) => [row._id, watermarksOf(row)]));
    const rising = raises.flatMap((raise) => {
      const before = known.get(raise.conversationId) ?? NO_WATERMARKS;
      const after = raised(before, raise);
      return after === null ? [] : [{ raise, before, after }];
    });
    if (rising.length === 0) return 0;
    await this.#write(rising.map(({ raise }) => raise));
    const live: LiveEvent[] = [];
    for (const { raise, before, after } of rising) {
      const last = { before: null, limit: RECENT_LINES };
      const lines = await this.#reading.messages(raise.conversationId, last);
      if (looksDifferent(lines, before, after)) live.push(seenEvent(raise));
    }
    if (live.length > 0) {
      await this.#models.liveEvents.insertMany(
        live.map((doc) => ({ _id: doc.id, at: new Date(doc.at), doc })),
      );
    }
    return rising.reduce((sum, { raise }) => sum + raise.events.length, 0);
  }

  async #write(raises: readonly Raise[]): Promise<void> {
    const writes = raises.map(({ conversationId, upTo }): AnyBulkWriteOperation<WatermarkRow> => ({
      updateOne: {
        filter: { _id: conversationId },
        update: { $max: { delivered: upTo.deliveredUpTo ?? 0, read: upTo.readUpTo ?? 0 } },
        upsert: true,
      },
    }));
    const write = () => this.#models.watermarks.bulkWrite(writes, { ordered: false });
    // Two may make the same document at the same moment: the second time it is there.
    await write().catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return write();
    });
  }
}

function watermarksOf(row: Pick<WatermarkRow, 'delivered' | 'read'> | null): Watermarks {
  return { deliveredUpTo: row?.delivered || null, readUpTo: row?.read || null };
}
