import type { ClientSession, Connection } from 'mongoose';
import { conversationId, type Instant, type MessageId } from '../../domain/ids.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { Delivery } from '../../domain/message.ts';
import { deliveryOf, type DeliveryOutcome, type OutboxMessage } from '../../domain/outbox.ts';
import type { DeliveryClaim } from '../../ports.ts';
import { transaction } from './connection.ts';
import type { Lanes } from './lanes.ts';
import type { Models } from './models.ts';

const BATCH = 20;

export class MongoOutbox {
  readonly #connection: Connection;
  readonly #models: Models;
  readonly #lanes: Lanes;

  constructor(connection: Connection, models: Models, lanes: Lanes) {
    this.#connection = connection;
    this.#models = models;
    this.#lanes = lanes;
  }

  /** Part of a commit. */
  async add(messages: readonly OutboxMessage[], session: ClientSession): Promise<void> {
    if (messages.length === 0) return;
    await this.#models.outbox.insertMany(
      messages.map((message) => ({
        _id: message.id,
        conversationId: message.conversationId,
        seq: message.seq,
        status: 'queued' as const,
        doc: message,
      })),
      { session },
    );
    const due = new Map<string, Instant>();
    for (const { conversationId: id, createdAt } of messages) {
      due.set(id, Math.min(createdAt, due.get(id) ?? createdAt));
    }
    for (const [id, at] of due) await this.#lanes.schedule('outbox', id, at, session);
  }

  /** Part of a commit: the person acted, so what was parked may go. */
  async unpark(id: string, now: Instant, session: ClientSession): Promise<void> {
    const { modifiedCount } = await this.#models.outbox.updateMany(
      { conversationId: id, status: 'parked' },
      { $set: { status: 'queued' } },
      { session },
    );
    if (modifiedCount > 0) await this.#lanes.schedule('outbox', id, now, session);
  }

  async claim(now: Instant, leaseMs: number): Promise<DeliveryClaim | null> {
    while (await this.#lanes.anyDue('outbox', now)) {
      const claim = await transaction(this.#connection, async (session) => {
        const lane = await this.#lanes.claim('outbox', now, leaseMs, session);
        if (lane === null) return 'none';
        const messages = await this.#next(lane.conversationId, session);
        if (messages.length === 0) {
          await this.#lanes.release('outbox', lane, null, 'worked', session);
          return 'empty';
        }
        const row = await this.#models.conversations
          .findById(lane.conversationId, { 'doc.windowOpenedAt': 1 }, { session })
          .lean();
        return {
          conversationId: conversationId(lane.conversationId),
          fence: lane.fence,
          leaseUntil: lane.leaseUntil,
          messages,
          windowOpenedAt: row?.doc.windowOpenedAt ?? null,
          interrupted: lane.interrupted,
        };
      });
      if (claim === 'none') return null;
      if (claim !== 'empty') return claim;
    }
    return null;
  }

  record(
    claim: DeliveryClaim,
    id: MessageId,
    outcome: DeliveryOutcome,
    live: LiveEvent,
  ): Promise<boolean> {
    return transaction(this.#connection, async (session) => {
      if (!(await this.#lanes.holds('outbox', claim, session))) return false;
      if (await this.settle(id, outcome, session)) {
        await this.#models.liveEvents.create([{ _id: live.id, at: new Date(live.at), doc: live }], {
          session,
        });
      }
      if (outcome.status === 'retry') {
        return this.#lanes.release('outbox', claim, outcome.retryAt, 'failed', session);
      }
      const done =
        outcome.status === 'parked' ||
        (await this.#next(claim.conversationId, session)).length === 0;
      return !done || this.#lanes.release('outbox', claim, null, 'worked', session);
    });
  }

  /** Stores an outcome on the outbox and on the thread line. False when it was settled before. */
  async settle(id: MessageId, outcome: DeliveryOutcome, session: ClientSession): Promise<boolean> {
    const before = await this.#models.outbox
      .findOneAndUpdate(
        { _id: id, status: { $in: ['queued', 'parked'] } },
        {
          $set: { status: outcome.status === 'retry' ? 'queued' : outcome.status },
          $inc: { 'doc.attempts': 1 },
        },
        { returnDocument: 'before', session },
      )
      .lean();
    if (before === null) return false;
    await this.#setDelivery(id, deliveryOf(outcome, before.doc.attempts + 1), session);
    return true;
  }

  requeue(id: MessageId, now: Instant): Promise<boolean> {
    return transaction(this.#connection, async (session) => {
      const before = await this.#models.outbox
        .findOneAndUpdate(
          { _id: id, status: { $in: ['failed', 'parked'] } },
          { $set: { status: 'queued' } },
          { returnDocument: 'before', session },
        )
        .lean();
      if (before === null) return false;
      await this.#setDelivery(id, { status: 'queued' }, session);
      await this.#lanes.schedule('outbox', before.conversationId, now, session);
      return true;
    });
  }

  /** What may go now: nothing behind a parked message. */
  async #next(id: string, session: ClientSession): Promise<OutboxMessage[]> {
    const rows = await this.#models.outbox
      .find({ conversationId: id, status: { $in: ['queued', 'parked'] } }, null, { session })
      .sort({ seq: 1 })
      .limit(BATCH)
      .lean();
    const parked = rows.findIndex((row) => row.status === 'parked');
    return (parked < 0 ? rows : rows.slice(0, parked)).map((row) => row.doc);
  }

  async #setDelivery(id: MessageId, delivery: Delivery, session: ClientSession): Promise<void> {
    await this.#models.messages.updateOne(
      { _id: id },
      { $set: { 'doc.delivery': delivery } },
      { session },
    );
  }
}
