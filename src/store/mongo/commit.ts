import type { ClientSession, Connection } from 'mongoose';
import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { isOpen, type Handoff } from '../../domain/handoff.ts';
import { NO_MARKS } from '../../domain/line-marks.ts';
import { messageSearchText } from '../../domain/search-text.ts';
import type { Change, CommitResult } from '../../ports.ts';
import type { MongoAudit } from './audit.ts';
import type { MongoDuty } from './duty.ts';
import type { MongoHandOvers } from './hand-overs.ts';
import type { MongoErase } from './erase.ts';
import type { FigureChanges } from './figure-changes.ts';
import { isDuplicate, transaction } from './connection.ts';
import { turnDone, type MongoIntake } from './intake.ts';
import { schedule, type Lanes, type LaneWrite } from './lanes.ts';
import type { Models } from './models.ts';
import type { MongoOutbox } from './outbox.ts';
import type { MongoReferrals } from './referrals.ts';
import type { MongoOpinions } from './opinions.ts';
import type { MongoTimers } from './timers.ts';
import { caseRow, conversationRow, liveEventRow, messageRow, searchable } from './rows.ts';

type Refusal = Exclude<CommitResult, { status: 'committed' }>;

/** Leaves the transaction, so that nothing of a refused change stays. */
class Refused extends Error {
  readonly result: Refusal;
  constructor(result: Refusal) {
    super(result.status);
    this.result = result;
  }
}

const conflict = (on: Extract<Refusal, { status: 'conflict' }>['on']) =>
  new Refused({ status: 'conflict', on });

export class MongoCommit {
  readonly #connection: Connection;
  readonly #models: Models;
  readonly #lanes: Lanes;
  readonly #intake: MongoIntake;
  readonly #outbox: MongoOutbox;
  readonly #timers: MongoTimers;
  readonly #erase: MongoErase;
  readonly #referrals: MongoReferrals;
  readonly #opinions: MongoOpinions;
  readonly #duty: MongoDuty;
  readonly #handOvers: MongoHandOvers;
  readonly #audit: MongoAudit;
  readonly #figures: FigureChanges;

  constructor(of: {
    readonly connection: Connection;
    readonly models: Models;
    readonly lanes: Lanes;
    readonly intake: MongoIntake;
    readonly outbox: MongoOutbox;
    readonly timers: MongoTimers;
    readonly erase: MongoErase;
    readonly referrals: MongoReferrals;
    readonly opinions: MongoOpinions;
    readonly duty: MongoDuty;
    readonly handOvers: MongoHandOvers;
    readonly audit: MongoAudit;
    readonly figures: FigureChanges;
  }) {
    this.#connection = of.connection;
    this.#models = of.models;
    this.#lanes = of.lanes;
    this.#intake = of.intake;
    this.#outbox = of.outbox;
    this.#timers = of.timers;
    this.#erase = of.erase;
    this.#referrals = of.referrals;
    this.#opinions = of.opinions;
    this.#duty = of.duty;
    this.#handOvers = of.handOvers;
    this.#audit = of.audit;
    this.#figures = of.figures;
  }

  /** @param orphaned is told the files to which nothing refers any more */
  async commit(
    change: Change,
    now: number,
    orphaned: (sha256: string) => void,
  ): Promise<CommitResult> {
    try {
      const erasing = change.erase === undefined ? [] : await this.#erase.collections();
      let files: readonly string[] = [];
      const drafts = change.audit ?? [];
      const apply = async (session: ClientSession) => {
        files = await this.#apply(change, now, session, erasing);
      };
      await (drafts.length === 0
        ? transaction(this.#connection, apply)
        : this.#audit.inTurn(() => transaction(this.#connection, apply)));
      files.forEach(orphaned);
      return { status: 'committed' };
    } catch (error) {
      if (error instanceof Refused) return error.result;
      throw error;
    }
  }

  async #apply(
    change: Change,
    now: number,
    session: ClientSession,
    erasing: readonly string[],
  ): Promise<readonly string[]> {
    const { evidence, liveEvents, messages, unanswered } = this.#models;
    // The lease first: a turn that is another worker's by now changes nothing.
    if (!(await this.#lanes.write(laneWrites(change, now), session))) {
      throw new Refused({ status: 'fenced' });
    }
    if (change.timer !== undefined && !(await this.#timers.finish(change.timer, session))) {
      throw new Refused({ status: 'fenced' });
    }
    if (change.turn !== undefined) await this.#intake.finish(change.turn, session);
    if (change.conversation !== undefined) {
      const { expectedVersion, next } = change.conversation;
      await this.#putConversation(expectedVersion, next, session);
    }
    if (change.messages !== undefined && change.messages.length > 0) {
      await messages.insertMany(change.messages.map(messageRow), { session });
    }
    const amended = (change.amended ?? []).map((line) => ({
      updateOne: {
        filter: { _id: line.id },
        update: {
          $set: { ...searchable(messageSearchText(line)), 'doc.marks': line.marks ?? NO_MARKS },
        },
      },
    }));
    if (amended.length > 0) await messages.bulkWrite(amended, { session });
    for (const { id, outcome } of change.settled ?? []) {
      await this.#outbox.settle(id, outcome, session);
    }
    const acted = change.unpark === true ? change.conversation?.next.id : undefined;
    const unpark = acted === undefined ? null : { id: acted, now };
    await this.#outbox.change(change.outbox ?? [], unpark, session);
    if (change.requeue !== undefined) await this.#outbox.requeue(change.requeue, now, session);
    for (const item of change.cases ?? []) {
      await this.#putCase(item.expectedVersion, item.next, now, session);
    }
    for (const handoff of change.handoffs ?? []) await this.#putHandoff(handoff, now, session);
    for (const { expectedVersion, next } of change.referrals ?? []) {
      if (!(await this.#referrals.put(expectedVersion, next, session))) throw conflict('referral');
    }
    await this.#putDuty(change, session);
    for (const doc of change.evidence ?? []) {
      const row = { conversationId: doc.conversationId, reference: doc.reference, doc };
      await evidence.updateOne({ _id: doc.id }, { $set: row }, { upsert: true, session });
    }
    for (const doc of change.unanswered ?? []) {
      await unanswered.updateOne({ _id: doc.id }, { $set: { doc } }, { upsert: true, session });
    }
    await this.#opinions.put(change.opinions ?? [], session);
    await this.#timers.change(change.timers ?? [], change.cancelTimers ?? [], session);
    if (change.live !== undefined && change.live.length > 0) {
      await liveEvents.insertMany(change.live.map(liveEventRow), { session });
    }
    const dropped = await this.#erase.dropEvidence(change.dropEvidence ?? [], session);
    const erased =
      change.erase === undefined
        ? []
        : await this.#erase.apply(change.erase, { collections: erasing, now }, session);
    if (typeof erased === 'string') throw conflict(erased);
    // Last, so that the end of the chain is held from others for as short as can be.
    await this.#audit.append(change.audit ?? [], session);
    return [...dropped, ...erased];
  }

  async #putDuty(change: Change, session: ClientSession): Promise<void> {
    const { presences = [], setup, handOvers = [] } = change;
    await this.#handOvers.put(handOvers, session);
    for (const { expectedVersion, next } of presences) {
      const put = await this.#duty.putPresence(expectedVersion, next, session);
      if (!put) throw conflict('presence');
    }
    if (setup === undefined) return;
    const put = await this.#duty.putSetup(setup.expectedVersion, setup.next, session);
    if (!put) throw conflict('setup');
  }

  async #putConversation(
    expectedVersion: number,
    next: Conversation,
    session: ClientSession,
  ): Promise<void> {
    const { _id, ...row } = conversationRow(next);
    const { conversations } = this.#models;
    if (expectedVersion === 0) {
      await conversations.create([{ _id, ...row }], { session }).catch((error: unknown) => {
        throw isDuplicate(error) ? conflict('conversation') : error;
      });
      return;
    }
    const { matchedCount } = await conversations.updateOne(
      { _id, version: expectedVersion },
      { $set: row },
      { session },
    );
    if (matchedCount === 0) throw conflict('conversation');
  }

  async #putCase(
    expectedVersion: number | null,
    next: Case,
    now: number,
    session: ClientSession,
  ): Promise<void> {
    const { _id, ...row } = caseRow(next);
    const { cases } = this.#models;
    if (expectedVersion === null) {
      await cases.create([{ _id, ...row }], { session }).catch((error: unknown) => {
        throw isDuplicate(error) ? conflict('reference') : error;
      });
      await this.#figures.casePut({ before: null, next }, now, session);
      return;
    }
    const before = await cases
      .findOneAndUpdate(
        { _id, version: expectedVersion },
        { $set: row },
        { projection: { type: 1, createdAt: 1 }, returnDocument: 'before', session },
      )
      .lean();
    if (before === null) throw conflict('case');
    await this.#figures.casePut({ before, next }, now, session);
  }

  async #putHandoff(next: Handoff, now: number, session: ClientSession): Promise<void> {
    const row = { conversationId: next.conversationId, open: isOpen(next), doc: next };
    const before = await this.#models.handoffs
      .findOneAndUpdate(
        { _id: next.id },
        { $set: row },
        { upsert: true, returnDocument: 'before', session },
      )
      .lean()
      .catch((error: unknown) => {
        throw isDuplicate(error) ? conflict('handoff') : error;
      });
    await this.#figures.handoffPut({ before: before?.doc ?? null, next }, now, session);
  }
}

/** The turn's lease is given back, the conversations that get messages have some to send, who acted is noted. */
function laneWrites(change: Change, now: number): LaneWrite[] {
  const acted = change.unpark === true ? change.conversation?.next.id : undefined;
  const due = new Map<string, number>();
  for (const { conversationId, createdAt } of change.outbox ?? []) {
    due.set(conversationId, Math.min(createdAt, due.get(conversationId) ?? createdAt));
  }
  const scheduled = [...due].map(([id, at]) =>
    schedule('outbox', id, at, id === acted ? now : undefined),
  );
  if (acted !== undefined && !due.has(acted)) scheduled.push(schedule('outbox', acted, null, now));
  return change.turn === undefined ? scheduled : [turnDone(change.turn), ...scheduled];
}
