import type { ClientSession, Connection } from 'mongoose';
import type { PublicReceiptKey, ReceiptKey } from '../../domain/receipt.ts';
import { isDuplicate, transaction } from './connection.ts';
import type { Models } from './models.ts';

const SIGNING = 'signing';

export class MongoReceiptKeys {
  readonly #connection: Connection;
  readonly #models: Models;

  constructor(connection: Connection, models: Models) {
    this.#connection = connection;
    this.#models = models;
  }

  async signing(): Promise<ReceiptKey | null> {
    return (await this.#models.receiptSigning.findById(SIGNING).lean())?.doc ?? null;
  }

  async all(): Promise<PublicReceiptKey[]> {
    const rows = await this.#models.receiptKeys.find().sort({ madeAt: 1, _id: 1 }).lean();
    return rows.map(({ _id, pem, madeAt }) => ({ id: _id, pem, madeAt }));
  }

  async addFirst(key: ReceiptKey): Promise<boolean> {
    const { receiptKeys, receiptSigning } = this.#models;
    try {
      return await transaction(this.#connection, async (session) => {
        if ((await receiptKeys.findOne({}, null, { session }).lean()) !== null) return false;
        // Of two processes the second one is refused here.
        await receiptSigning.create([{ _id: SIGNING, doc: key }], { session });
        await this.#publish(key, session);
        return true;
      });
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async put(key: ReceiptKey): Promise<void> {
    await transaction(this.#connection, async (session) => {
      const change = { $set: { doc: key } };
      const options = { upsert: true, session };
      await this.#models.receiptSigning.updateOne({ _id: SIGNING }, change, options);
      await this.#publish(key, session);
    });
  }

  async #publish({ id, pem, madeAt }: ReceiptKey, session: ClientSession): Promise<void> {
    const options = { upsert: true, session };
    await this.#models.receiptKeys.updateOne(
      { _id: id },
      { $setOnInsert: { pem, madeAt } },
      options,
    );
  }
}
