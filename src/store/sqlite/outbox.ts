import { conversationId, type Instant, type MessageId } from '../../domain/ids.ts';
import type { Delivery, ThreadMessage } from '../../domain/message.ts';
import {
  afterAttempt,
  deliveryOf,
  unlessActed,
  type DeliveryOutcome,
  type OutboxMessage,
} from '../../domain/outbox.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { DeliveryClaim } from '../../ports.ts';
import type { Database } from './database.ts';
import type { Lanes } from './lanes.ts';

const BATCH = 20;

export class SqliteOutbox {
  readonly #db: Database;
  readonly #lanes: Lanes;

  constructor(db: Database, lanes: Lanes) {
    this.#db = db;
    this.#lanes = lanes;
  }

  /** Part of a commit. */
  add(message: OutboxMessage): void {
    this.#db.run(
      `INSERT INTO outbox (id, conversation_id, seq, status, doc) VALUES (?, ?, ?, 'queued', ?)`,
      message.id,
      message.conversationId,
      message.seq,
      JSON.stringify(message),
    );
    this.#lanes.schedule('outbox', message.conversationId, message.createdAt);
  }

  /** Part of a commit: the person acted, so what was parked, or is about to be, may go. */
  unpark(id: string, now: Instant): void {
    this.#lanes.noteAct('outbox', id, now);
    // Says first what the index of open messages says: without it the whole table is read.
    const woken = this.#db.run(
      `UPDATE outbox SET status = 'queued', doc = json_set(doc, '$.attempts', 0)
       WHERE conversation_id = ? AND status IN ('queued', 'parked') AND status = 'parked'`,
      id,
    );
    if (woken > 0) this.#lanes.schedule('outbox', id, now);
  }

  /** Part of a transaction. */
  claim(now: Instant, leaseMs: number): DeliveryClaim | null {
    for (;;) {
      const lane = this.#lanes.claim('outbox', now, leaseMs);
      if (lane === null) return null;
      const messages = this.#next(lane.conversationId);
      if (messages.length === 0) {
        this.#lanes.release('outbox', lane, null, 'worked');
        continue;
      }
      const row = this.#db.get(
        `SELECT json_extract(doc, '$.windowOpenedAt') AS opened,
           json_extract(doc, '$.thread.holder') AS thread FROM conversations WHERE id = ?`,
        lane.conversationId,
      );
      const opened = row?.['opened'];
      return {
        conversationId: conversationId(lane.conversationId),
        fence: lane.fence,
        leaseUntil: lane.leaseUntil,
        messages,
        windowOpenedAt: typeof opened === 'number' ? opened : null,
        threadElsewhere: row?.['thread'] === 'other',
        interrupted: lane.interrupted,
      };
    }
  }

  /** Part of a transaction. */
  record(claim: DeliveryClaim, id: MessageId, told: DeliveryOutcome, live: LiveEvent): boolean {
    const held = this.#lanes.holds('outbox', claim);
    const acted = told.status === 'parked' ? this.#lanes.actedAt('outbox', claim) : null;
    const outcome = unlessActed(told, acted);
    // That it was sent is so, whoever has the lease by now.
    if ((held || outcome.status === 'sent') && this.settle(id, outcome)) {
      this.#db.run(
        'INSERT INTO live_events (id, doc) VALUES (?, ?)',
        live.id,
        JSON.stringify(live),
      );
    }
    if (!held) return false;
    if (claim.interrupted === true) this.#lanes.clear('outbox', claim);
    if (outcome.status === 'retry') {
      this.#lanes.rest('outbox', claim, outcome.retryAt);
    } else if (outcome.status === 'parked' || claim.messages.at(-1)?.id === id) {
      // More may have been added since the claim.
      const [next] = this.#next(claim.conversationId);
      this.#lanes.release('outbox', claim, next?.createdAt ?? null, 'worked');
    }
    return true;
  }

  /** Stores an outcome on the outbox and on the thread line. False when it was settled before. */
  settle(id: MessageId, outcome: DeliveryOutcome): boolean {
    const row = this.#db.get(
      `SELECT doc FROM outbox WHERE id = ? AND status IN ('queued', 'parked')`,
      id,
    );
    if (row === undefined) return false;
    const next = afterAttempt(JSON.parse(String(row['doc'])) as OutboxMessage, outcome);
    const status = outcome.status === 'retry' ? 'queued' : outcome.status;
    this.#db.run(
      'UPDATE outbox SET status = ?, doc = ? WHERE id = ?',
      status,
      JSON.stringify(next),
      id,
    );
    this.#setDelivery(id, deliveryOf(outcome, next.attempts));
    return true;
  }

  /** Part of a commit. */
  requeue(id: MessageId, now: Instant): void {
    const row = this.#db.get(
      `UPDATE outbox SET status = 'queued', doc = json_set(doc, '$.attempts', 0)
       WHERE id = ? AND status IN ('failed', 'parked') RETURNING conversation_id`,
      id,
    );
    if (row === undefined) return;
    this.#setDelivery(id, { status: 'queued' });
    this.#lanes.schedule('outbox', String(row['conversation_id']), now);
  }

  /** What may go now: nothing behind a parked message. */
  #next(id: string): OutboxMessage[] {
    const rows = this.#db.all(
      `SELECT status, doc FROM outbox WHERE conversation_id = ? AND status IN ('queued', 'parked')
       ORDER BY seq LIMIT ?`,
      id,
      BATCH,
    );
    const parked = rows.findIndex((row) => row['status'] === 'parked');
    return (parked < 0 ? rows : rows.slice(0, parked)).map(
      (row) => JSON.parse(String(row['doc'])) as OutboxMessage,
    );
  }

  #setDelivery(id: MessageId, delivery: Delivery): void {
    const row = this.#db.get('SELECT doc FROM messages WHERE id = ?', id);
    if (row === undefined) return;
    const message = JSON.parse(String(row['doc'])) as ThreadMessage;
    this.#db.run(
      'UPDATE messages SET doc = ? WHERE id = ?',
      JSON.stringify({ ...message, delivery }),
      id,
    );
  }
}
