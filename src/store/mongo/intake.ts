import type { ClientSession, Connection } from 'mongoose';
import { conversationId, type Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { AcceptResult, TurnClaim } from '../../ports.ts';
import { isDuplicate, transaction } from './connection.ts';
import type { Lanes } from './lanes.ts';
import type { Models } from './models.ts';

/** Most events that one turn takes. */
const BATCH = 100;
/** How often two deliveries of the same item may meet before the webhook gives up and answers 500. */
const MOST_TRIES = 5;

export class MongoIntake {
  readonly #connection: Connection;
  readonly #intake: Models['intake'];
  readonly #lanes: Lanes;

  constructor(connection: Connection, models: Models, lanes: Lanes) {
    this.#connection = connection;
    this.#intake = models.intake;
    this.#lanes = lanes;
  }

  async accept(events: readonly IntakeEvent[], dueAt: Instant): Promise<AcceptResult> {
    if (events.length === 0) return { stored: 0, duplicates: 0 };
    for (let tries = 1; ; tries += 1) {
      try {
        const stored = await transaction(this.#connection, (session) =>
          this.#storeNew(events, dueAt, session),
        );
        return { stored, duplicates: events.length - stored };
      } catch (error) {
        // The same item was being stored by another instance: look again, it is a duplicate now.
        if (!isDuplicate(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  async #storeNew(
    events: readonly IntakeEvent[],
    dueAt: Instant,
    session: ClientSession,
  ): Promise<number> {
    const byKey = new Map(events.toReversed().map((event) => [event.key, event]));
    const known = await this.#intake
      .find({ _id: { $in: [...byKey.keys()] } }, { _id: 1 }, { session })
      .lean();
    for (const { _id } of known) byKey.delete(_id);
    if (byKey.size === 0) return 0;
    const rows = [...byKey.values()].map((event) => ({
      _id: event.key,
      id: event.id,
      conversationId: event.conversationId,
      at: event.at,
      receivedAt: event.receivedAt,
      done: event.conversationId === null || event.kind === 'ignored',
      doc: JSON.stringify(event),
    }));
    await this.#intake.insertMany(rows, { session });
    const waiting = new Set(rows.flatMap((row) => (row.done ? [] : (row.conversationId ?? []))));
    for (const id of waiting) await this.#lanes.schedule('intake', id, dueAt, session);
    return rows.length;
  }

  async claim(now: Instant, leaseMs: number): Promise<TurnClaim | null> {
    while (await this.#lanes.anyDue('intake', now)) {
      const claim = await transaction(this.#connection, async (session) => {
        const lane = await this.#lanes.claim('intake', now, leaseMs, session);
        if (lane === null) return 'none';
        const rows = await this.#intake
          .find({ conversationId: lane.conversationId, done: false }, { doc: 1 }, { session })
          .sort({ at: 1, id: 1 })
          .limit(BATCH)
          .lean();
        if (rows.length === 0) {
          await this.#lanes.release('intake', lane, null, 'worked', session);
          return 'empty';
        }
        return {
          conversationId: conversationId(lane.conversationId),
          fence: lane.fence,
          leaseUntil: lane.leaseUntil,
          events: rows.map((row) => JSON.parse(row.doc) as IntakeEvent),
          attempt: lane.attempts,
        };
      });
      if (claim === 'none') return null;
      if (claim !== 'empty') return claim;
    }
    return null;
  }

  /**
   * Part of a commit: the events are done; what came in meanwhile is due at once.
   * @returns false when the lease was lost
   */
  async finish(claim: TurnClaim, session: ClientSession): Promise<boolean> {
    await this.#intake.updateMany(
      { _id: { $in: claim.events.map((event) => event.key) } },
      { $set: { done: true } },
      { session },
    );
    const next = await this.#intake
      .findOne(
        { conversationId: claim.conversationId, done: false },
        { receivedAt: 1 },
        { session },
      )
      .sort({ receivedAt: 1 })
      .lean();
    return this.#lanes.release('intake', claim, next?.receivedAt ?? null, 'worked', session);
  }
}
