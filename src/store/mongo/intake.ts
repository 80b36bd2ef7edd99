import type { ClientSession, Connection } from 'mongoose';
import { conversationId, type Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { AcceptResult, TurnClaim } from '../../ports.ts';
import { isDuplicate, transaction } from './connection.ts';
import { finish, putOff, schedule, type Lanes, type LaneWrite } from './lanes.ts';
import { IntakeGroups, type DueEvent } from './intake-groups.ts';
import type { Models } from './models.ts';
import { intakeRow } from './rows.ts';

/** Most events that one turn takes. */
const BATCH = 100;
/** How often two deliveries of the same item may meet before the webhook gives up and answers 500. */
const MOST_TRIES = 5;

export class MongoIntake {
  readonly #connection: Connection;
  readonly #intake: Models['intake'];
  readonly #lanes: Lanes;
  readonly #groups = new IntakeGroups((events) => this.#storeAll(events));

  constructor(connection: Connection, models: Models, lanes: Lanes) {
    this.#connection = connection;
    this.#intake = models.intake;
    this.#lanes = lanes;
  }

  accept(events: readonly IntakeEvent[], dueAt: Instant): Promise<AcceptResult> {
    if (events.length === 0) return Promise.resolve({ stored: 0, duplicates: 0 });
    return this.#groups.add(events, dueAt);
  }

  async #storeAll(events: readonly DueEvent[]): Promise<ReadonlySet<string>> {
    for (let tries = 1; ; tries += 1) {
      try {
        // Duplicates are rare: they are looked for only once one was met.
        return await transaction(this.#connection, (session) =>
          this.#store(events, session, tries > 1),
        );
      } catch (error) {
        if (!isDuplicate(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  async #store(
    events: readonly DueEvent[],
    session: ClientSession,
    duplicates: boolean,
  ): Promise<ReadonlySet<string>> {
    const byKey = new Map(events.toReversed().map((due) => [due.event.key, due]));
    if (duplicates) {
      const known = await this.#intake
        .find({ _id: { $in: [...byKey.keys()] } }, { _id: 1 }, { session })
        .lean();
      for (const { _id } of known) byKey.delete(_id);
      if (byKey.size === 0) return new Set();
    }
    const waiting = new Map<string, Instant>();
    const rows = [...byKey.values()].map(({ event, dueAt }) => {
      const row = intakeRow(event);
      const id = row.done ? null : row.conversationId;
      if (id !== null) waiting.set(id, Math.min(dueAt, waiting.get(id) ?? dueAt));
      return row;
    });
    await this.#intake.insertMany(rows, { session });
    const writes = [...waiting].map(([id, dueAt]) => schedule('intake', id, dueAt));
    await this.#lanes.write(writes, session);
    return new Set(byKey.keys());
  }

  async claim(now: Instant, leaseMs: number): Promise<TurnClaim | null> {
    for (;;) {
      const lane = await this.#lanes.claim('intake', now, leaseMs);
      if (lane === null) return null;
      const events = await this.#waiting(lane.conversationId).catch(async (error: unknown) => {
        // Nobody has begun yet: another worker need not wait for the lease to end.
        await this.#lanes.write([putOff('intake', lane, now)]).catch(() => undefined);
        throw error;
      });
      if (events.length > 0) {
        return {
          conversationId: conversationId(lane.conversationId),
          fence: lane.fence,
          leaseUntil: lane.leaseUntil,
          events,
          attempt: lane.attempts,
        };
      }
      await this.#lanes.write([finish('intake', lane, null)]);
    }
  }

  /** Part of a commit, whose transaction has given the lease back: the events are done, their bodies go. */
  async finish(claim: TurnClaim, session: ClientSession): Promise<void> {
    const keys = claim.events.map((event) => event.key);
    await this.#intake.updateMany(
      { _id: { $in: keys } },
      { $set: { done: true, doc: '' } },
      { session },
    );
  }

  async #waiting(id: string): Promise<IntakeEvent[]> {
    const rows = await this.#intake
      .find({ conversationId: id, done: false }, { doc: 1 })
      .sort({ at: 1, id: 1 })
      .limit(BATCH)
      .lean();
    return rows.map((row) => JSON.parse(row.doc) as IntakeEvent);
  }
}

/** Gives a turn's lease back; what the claim could not take is due at once. */
export function turnDone(claim: TurnClaim): LaneWrite {
  const last = claim.events.at(-1);
  const full = claim.events.length >= BATCH && last !== undefined;
  return finish('intake', claim, full ? last.receivedAt : null);
}
