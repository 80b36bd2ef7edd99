import { RETENTION } from '../../domain/retention.ts';
import { splitWatermarks } from '../../domain/watermarks.ts';
import { givesToSend, type Clock, type Store } from '../../ports.ts';
import { endAbandoned } from './abandoned.ts';
import { MongoAudit } from './audit.ts';
import { Changes } from './changes.ts';
import { MongoCommit } from './commit.ts';
import { APP_NAME, connect } from './connection.ts';
import { MongoDuty } from './duty.ts';
import { FigureChanges } from './figure-changes.ts';
import { MongoFigures } from './figures.ts';
import { MongoHandOvers } from './hand-overs.ts';
import { MongoErase } from './erase.ts';
import { gridFiles } from './files.ts';
import { MongoIntake } from './intake.ts';
import { Lanes, putOff } from './lanes.ts';
import { migrate } from './migrations.ts';
import { createModels } from './models.ts';
import { MongoOpinions } from './opinions.ts';
import { MongoOutbox } from './outbox.ts';
import { MongoReceiptKeys } from './receipt-keys.ts';
import { MongoReading } from './reading.ts';
import { MongoReferrals } from './referrals.ts';
import { MongoStaff } from './staff.ts';
import { sweep } from './sweep.ts';
import { MongoTries } from './tries.ts';
import { MongoViewers } from './viewers.ts';
import { MongoTimers } from './timers.ts';
import { MongoWatermarks } from './watermarks.ts';

/**
 * Opens the store on a MongoDB replica set, migrated when needed; several instances share it.
 * @throws StoreUnusableError when nothing answers or a standalone server does
 */
export async function openMongoStore(options: {
  readonly uri: string;
  readonly clock: Clock;
}): Promise<Store> {
  const { clock } = options;
  const { connection, db, since } = await connect(options.uri);
  try {
    await migrate(db);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const models = createModels(connection);
  const lanes = new Lanes(models);
  const intake = new MongoIntake(connection, models, lanes);
  const outbox = new MongoOutbox(connection, models, lanes);
  const timers = new MongoTimers(models);
  const opinions = new MongoOpinions(models);
  const duty = new MongoDuty(models);
  const figures = new MongoFigures(models);
  const figureChanges = new FigureChanges(models);
  const handOvers = new MongoHandOvers(models);
  const audit = new MongoAudit(connection, models);
  const erase = new MongoErase(connection, models, figureChanges);
  const files = gridFiles(db);
  const referrals = new MongoReferrals(models);
  const committer = new MongoCommit({
    connection,
    models,
    lanes,
    intake,
    outbox,
    timers,
    opinions,
    duty,
    handOvers,
    audit,
    figures: figureChanges,
    erase,
    referrals,
  });
  const reading = new MongoReading(models);
  const watermarks = new MongoWatermarks(models, reading);
  const staff = new MongoStaff(connection, models);
  const tries = new MongoTries(models);
  const viewers = new MongoViewers(models);
  const receiptKeys = new MongoReceiptKeys(connection, models);
  const changes = new Changes(db, since);
  const stopEnding = endAbandoned(connection, { appName: APP_NAME });

  return {
    engine: 'mongodb',
    files,
    async accept(events, dueAt) {
      const { raises, others } = splitWatermarks(events);
      const seen = await watermarks.raise(raises);
      const kept = await intake.accept(others, dueAt);
      if (kept.stored > 0) changes.tell('intake');
      const stored = kept.stored + seen;
      return { stored, duplicates: events.length - stored };
    },
    claimTurn: ({ now, leaseMs }) => intake.claim(now, leaseMs),
    extendTurn: (claim, until) => lanes.extend('intake', claim, until),
    async abandonTurn(claim, retryAt) {
      await lanes.write([putOff('intake', claim, retryAt)]);
    },
    async commit(change) {
      const orphans: string[] = [];
      const result = await committer.commit(change, clock.now(), (file) => orphans.push(file));
      if (result.status === 'committed') {
        for (const sha256 of orphans) await files.drop(sha256);
        if (change.turn !== undefined) changes.tell('intake');
        if (givesToSend(change)) changes.tell('outbox');
      }
      return result;
    },
    claimDelivery: ({ now, leaseMs }) => outbox.claim(now, leaseMs),
    recordDelivery: (claim, id, outcome, live) => outbox.record(claim, id, outcome, live),
    extendDelivery: (claim, until) => lanes.extend('outbox', claim, until),
    async releaseDelivery(claim, dueAt) {
      await lanes.write([putOff('outbox', claim, dueAt)]);
    },
    claimTimer: ({ now, leaseMs }) => timers.claim(now, leaseMs),
    releaseTimer: (claim, retryAt) => timers.release(claim, retryAt),
    timersOf: (subject) => timers.of(subject),
    timersNamed: (name, limit) => timers.named(name, limit),
    conversation: (id) => reading.conversation(id),
    conversations: (query) => reading.conversations(query),
    conversationCounts: () => reading.conversationCounts(),
    messages: (id, range) => reading.messages(id, range),
    message: (id) => reading.message(id),
    messagesByMid: (id, mids) => reading.messagesByMid(id, mids),
    watermarks: (id) => watermarks.of(id),
    openHandoff: (id) => reading.openHandoff(id),
    caseByReference: (reference) => reading.caseByReference(reference),
    cases: (query) => reading.cases(query),
    referral: (id) => referrals.one(id),
    referralsOfCase: (reference) => referrals.ofCase(reference),
    stuckReferrals: (limit) => referrals.stuck(limit),
    casesByKeys: (keys, limit) => reading.casesByKeys(keys, limit),
    opinionsOf: (reference) => opinions.of(reference),
    opinionFigures: (by) => opinions.figures(by),
    evidenceOfCase: (reference) => reading.evidenceOf({ reference }),
    evidenceOfConversation: (id) => reading.evidenceOf({ conversationId: id }),
    evidence: (id) => reading.evidence(id),
    unanswered: (page) => reading.unanswered(page),
    liveEvents: (afterId, limit) => reading.liveEvents(afterId, limit),
    idleConversations: (page) => reading.idleConversations(page),
    idleCases: (status, page) => reading.idleCases(status, page),
    tombstone: (id) => reading.tombstone(id),
    addStaff: (member) => staff.add(member),
    staffByUsername: (username) => staff.byUsername(username),
    staffById: (id) => staff.byId(id),
    listStaff: () => staff.list(),
    updateStaff: (id, change) => staff.update(id, change),
    spendCode: (id, step) => staff.spendCode(id, step),
    spendRecoveryCode: (id, hash) => staff.spendRecoveryCode(id, hash),
    sessionsOf: (id, now) => staff.sessionsOf(id, now),
    addSession: (session) => staff.addSession(session),
    sessionByTokenHash: (tokenHash) => staff.session(tokenHash),
    endSession: (tokenHash) => staff.endSession(tokenHash),
    deskSetup: () => duty.setup(),
    presences: () => duty.presences(),
    seenAtDesk: (id, at) => duty.seen(id, at),
    openLoads: () => duty.loads(),
    countTry: (key, now, windowMs) => tries.count(key, now, windowMs),
    uncountTry: (key) => tries.uncount(key),
    tries: (key, now) => tries.get(key, now),
    putViewer: (viewer, now) => viewers.put(viewer, now),
    dropViewer: (id, member, now) => viewers.drop(id, member, now),
    viewers: (id, now) => viewers.all(id, now),
    receiptKey: () => receiptKeys.signing(),
    publicReceiptKeys: () => receiptKeys.all(),
    addFirstReceiptKey: (key) => receiptKeys.addFirst(key),
    putReceiptKey: (key) => receiptKeys.put(key),
    dayFigures: (first, last, promised) => figures.days(first, last, promised),
    peopleSince: (from) => figures.people(from),
    handOvers: (since) => handOvers.since(since),
    readHandOver: (id, by) => handOvers.read(id, by),
    appendAudit: (drafts) => audit.appendAlone(drafts),
    auditEntries: (query) => audit.entries(query),
    auditChain: (afterSeq, limit) => audit.chain(afterSeq, limit),
    auditHead: () => audit.head(),
    onWork: (kind, listener) => changes.onWork(kind, listener),
    onLiveEvent: (listener) => changes.onLiveEvent(listener),
    async check() {
      await models.marks.updateOne(
        { _id: 'check' },
        { $set: { at: clock.now() } },
        { upsert: true },
      );
    },
    async backlog() {
      const [waiting, queued, parked, due] = await Promise.all([
        models.intake.countDocuments({ conversationId: { $ne: null }, done: false }),
        models.outbox.countDocuments({ status: 'queued' }),
        models.outbox.countDocuments({ status: 'parked' }),
        timers.countDue(clock.now()),
      ]);
      return { intake: waiting, outbox: queued, parked, timers: due };
    },
    async sweep(now, breath = () => Promise.resolve(true)) {
      const rows = await sweep(models, now, breath);
      const before = now - RETENTION.orphanMs;
      return { ...rows, files: await files.sweep(before, (file) => erase.refersTo(file), breath) };
    },
    async close() {
      stopEnding();
      await changes.close();
      await connection.close();
    },
  };
}
