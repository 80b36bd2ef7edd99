import type { ClientSession } from 'mongoose';
import type { HandOver } from '../../domain/hand-over.ts';
import { conversationId, type Instant, type StaffId } from '../../domain/ids.ts';
import type { Models } from './models.ts';

/** Notes for the next shift. Whose conversations they name stands apart, so that erasing finds it. */
export class MongoHandOvers {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Part of a commit. */
  async put(notes: readonly HandOver[], session: ClientSession): Promise<void> {
    const { handOvers, handOverItems } = this.#models;
    for (const { conversations, ...doc } of notes) {
      await handOvers.insertMany([{ _id: doc.id, at: doc.at, doc }], { session });
      const items = conversations.map((id, index) => ({
        _id: `${doc.id}|${String(index).padStart(4, '0')}`,
        handOver: doc.id,
        conversationId: id,
      }));
      if (items.length > 0) await handOverItems.insertMany(items, { session });
    }
  }

  async since(at: Instant): Promise<HandOver[]> {
    const { handOvers, handOverItems } = this.#models;
    const rows = await handOvers
      .find({ at: { $gte: at } })
      .sort({ at: -1, _id: -1 })
      .lean();
    const notes = { handOver: { $in: rows.map(({ _id }) => _id) } };
    const items = await handOverItems.find(notes).sort({ _id: 1 }).lean();
    return rows.map(({ _id, doc }) => ({
      ...doc,
      conversations: items.flatMap((item) =>
        item.handOver === _id ? [conversationId(item.conversationId)] : [],
      ),
    }));
  }

  async read(id: string, by: StaffId): Promise<boolean> {
    const read = { $addToSet: { 'doc.readBy': by } };
    return (await this.#models.handOvers.updateOne({ _id: id }, read)).matchedCount > 0;
  }
}
