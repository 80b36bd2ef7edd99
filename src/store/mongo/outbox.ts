import type { AnyBulkWriteOperation, ClientSession, Connection } from 'mongoose';
import { conversationId, type Instant, type MessageId } from '../../domain/ids.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { Delivery } from '../../domain/message.ts';
import {
  afterAttempt,
  deliveryOf,
  unlessActed,
  type DeliveryOutcome,
  type OutboxMessage,
} from '../../domain/outbox.ts';
import type { DeliveryClaim } from '../../ports.ts';
import { transaction } from './connection.ts';
import { finish, keep, putOff, rest, schedule, type Lanes, type LaneWrite } from './lanes.ts';
import type { Models } from './models.ts';
import type { OutboxRow } from './row-shapes.ts';
import { liveEventRow, outboxRow } from './rows.ts';

/** Most messages that one claim takes. */
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

  /**
   * Part of a commit: adds messages and, when the person acted, makes parked ones due again.
   * The lane is scheduled for the new ones already.
   */
  async change(
    messages: readonly OutboxMessage[],
    unpark: { readonly id: string; readonly now: Instant } | null,
    session: ClientSession,
  ): Promise<void> {
    const rows: AnyBulkWriteOperation<OutboxRow>[] = messages.map((message) => ({
      insertOne: { document: outboxRow(message) },
    }));
    if (unpark !== null) {
      const filter = { conversationId: unpark.id, status: 'parked' as const };
      rows.push({
        updateMany: { filter, update: { $set: { status: 'queued', 'doc.attempts': 0 } } },
      });
    }
    if (rows.length === 0) return;
    const { modifiedCount } = await this.#models.outbox.bulkWrite(rows, { session });
    if (unpark !== null && modifiedCount > 0) {
      await this.#lanes.write([schedule('outbox', unpark.id, unpark.now)], session);
    }
  }

  async claim(now: Instant, leaseMs: number): Promise<DeliveryClaim | null> {
    for (;;) {
      const lane = await this.#lanes.claim('outbox', now, leaseMs);
      if (lane === null) return null;
      const [messages, conversation] = await Promise.all([
        this.#next(lane.conversationId),
        this.#stateOf(lane.conversationId),
      ]).catch(async (error: unknown) => {
        // Nobody has begun yet: another worker need not wait for the lease to end.
        await this.#lanes.write([putOff('outbox', lane, now)]).catch(() => undefined);
        throw error;
      });
      if (messages.length > 0) {
        return {
          conversationId: conversationId(lane.conversationId),
          fence: lane.fence,
          leaseUntil: lane.leaseUntil,
          messages,
          ...conversation,
          interrupted: lane.interrupted,
        };
      }
      await this.#lanes.write([finish('outbox', lane, null)]);
    }
  }

  record(
    claim: DeliveryClaim,
    id: MessageId,
    told: DeliveryOutcome,
    live: LiveEvent,
  ): Promise<boolean> {
    return transaction(this.#connection, async (session) => {
      // Read only where it matters; who acts after this read writes the lane too, and conflicts.
      const acted =
        told.status === 'parked' ? await this.#lanes.actedAt('outbox', claim, session) : null;
      const outcome = unlessActed(told, acted);
      const held = await this.#lanes.write([laneAfter(claim, id, outcome)], session);
      // That it was sent is so, whoever has the lease by now.
      const counts = held || outcome.status === 'sent';
      if (counts && (await this.settle(id, outcome, session))) {
        await this.#models.liveEvents.create([liveEventRow(live)], { session });
      }
      return held;
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
    const next = afterAttempt(before.doc, outcome);
    if (before.doc.shown !== next.shown) {
      await this.#models.outbox.updateOne({ _id: id }, { $set: { doc: next } }, { session });
    }
    await this.#setDelivery(id, deliveryOf(outcome, next.attempts), session);
    return true;
  }

  /** Part of a commit. */
  async requeue(id: MessageId, now: Instant, session: ClientSession): Promise<void> {
    const before = await this.#models.outbox
      .findOneAndUpdate(
        { _id: id, status: { $in: ['failed', 'parked'] } },
        { $set: { status: 'queued', 'doc.attempts': 0 } },
        { returnDocument: 'before', session },
      )
      .lean();
    if (before === null) return;
    await this.#setDelivery(id, { status: 'queued' }, session);
    await this.#lanes.write([schedule('outbox', before.conversationId, now)], session);
  }

  /** What may go now: nothing behind a parked message. */
  async #next(id: string): Promise<OutboxMessage[]> {
    const rows = await this.#models.outbox
      .find({ conversationId: id, status: { $in: ['queued', 'parked'] } })
      .sort({ seq: 1 })
      .limit(BATCH)
      .lean();
    const parked = rows.findIndex((row) => row.status === 'parked');
    return (parked < 0 ? rows : rows.slice(0, parked)).map((row) => row.doc);
  }

  async #stateOf(id: string): Promise<Pick<DeliveryClaim, 'windowOpenedAt' | 'threadElsewhere'>> {
    const fields = { 'doc.windowOpenedAt': 1, 'doc.thread.holder': 1 };
    const row = await this.#models.conversations.findById(id, fields).lean();
    return {
      windowOpenedAt: row?.doc.windowOpenedAt ?? null,
      threadElsewhere: row?.doc.thread.holder === 'other',
    };
  }

  async #setDelivery(id: MessageId, delivery: Delivery, session: ClientSession): Promise<void> {
    await this.#models.messages.updateOne(
      { _id: id },
      { $set: { 'doc.delivery': delivery } },
      { session },
    );
  }
}

/** The claim goes on while more of its messages are left and nothing holds them back. */
function laneAfter(claim: DeliveryClaim, id: MessageId, outcome: DeliveryOutcome): LaneWrite {
  const { messages } = claim;
  const last = messages.at(-1);
  switch (outcome.status) {
    case 'retry':
      return rest('outbox', claim, outcome.retryAt);
    case 'parked':
      return finish('outbox', claim, null);
    case 'sent':
    case 'failed':
      if (last === undefined || last.id !== id) return keep('outbox', claim);
      return finish('outbox', claim, messages.length < BATCH ? null : last.createdAt);
  }
}
