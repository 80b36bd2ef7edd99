import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { LiveEvent } from '../../domain/live-event.ts';
import { splitWatermarks } from '../../domain/watermarks.ts';
import { RETENTION } from '../../domain/retention.ts';
import { ECHO_WAIT_MS } from '../../domain/outbox.ts';
import { givesToSend, type Clock, type Ids, type Store } from '../../ports.ts';
import { SqliteAudit } from './audit.ts';
import { keyOldCases } from './case-keys.ts';
import { isUnhurried, SqliteCommit } from './commit.ts';
import { Database } from './database.ts';
import { SqliteDuty } from './duty.ts';
import { SqliteFigures } from './figures.ts';
import { SqliteHandOvers } from './hand-overs.ts';
import { SqliteErase } from './erase.ts';
import { evidenceFolder } from './files.ts';
import { Forgetting } from './forgetting.ts';
import { SqliteIntake } from './intake.ts';
import { Lanes } from './lanes.ts';
import { SqliteOpinions } from './opinions.ts';
import { SqliteOutbox } from './outbox.ts';
import { SqliteReceiptKeys } from './receipt-keys.ts';
import { SqliteReading } from './reading.ts';
import { SqliteReferrals } from './referrals.ts';
import { SqliteStaff } from './staff.ts';
import { SqliteSweep } from './sweep.ts';
import { SqliteTries } from './tries.ts';
import { SqliteViewers } from './viewers.ts';
import { SqliteTimers } from './timers.ts';
import { SqliteWatermarks } from './watermarks.ts';
import { Writes } from './writes.ts';

/**
 * Opens the embedded store in `directory`, made and migrated when needed.
 * @param exclusive false lets a command line program in beside a running server
 * @throws StoreInUseError when another server serves from the folder
 */
export function openSqliteStore(options: {
  readonly directory: string;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly exclusive?: boolean;
}): Promise<Store & { readonly database: Database }> {
  const { directory, ids, clock } = options;
  const exclusive = options.exclusive ?? true;
  const db = new Database(directory, { exclusive });
  keyOldCases(db);
  const lanes = new Lanes(db);
  const timers = new SqliteTimers(db, () => ids.next());
  // Nobody else serves from this folder, so every lease left in it is a dead server's.
  if (exclusive) {
    lanes.inherit(clock.now() + ECHO_WAIT_MS);
    timers.inherit(clock.now());
  }
  const intake = new SqliteIntake(db, lanes);
  const outbox = new SqliteOutbox(db, lanes);
  const writes = new Writes(db);
  const forgetting = new Forgetting(() => db.forgetLog());
  const opinions = new SqliteOpinions(db);
  const duty = new SqliteDuty(db);
  const figures = new SqliteFigures(db, writes);
  const handOvers = new SqliteHandOvers(db);
  const audit = new SqliteAudit(db);
  const erase = new SqliteErase(db);
  const referrals = new SqliteReferrals(db);
  const parts = {
    lanes,
    intake,
    outbox,
    timers,
    audit,
    erase,
    referrals,
    opinions,
    duty,
    handOvers,
  };
  const committer = new SqliteCommit({ db, writes, ...parts });
  const reading = new SqliteReading(db);
  const watermarks = new SqliteWatermarks(db, reading);
  const staff = new SqliteStaff(db);
  const tries = new SqliteTries(db);
  const viewers = new SqliteViewers(db);
  const receiptKeys = new SqliteReceiptKeys(db);
  const sweeper = new SqliteSweep(db, writes);
  const files = evidenceFolder(join(directory, 'evidence'), () => ids.next());
  const hints = new EventEmitter().setMaxListeners(0);
  const subscribe = <Value>(name: string, listener: (value: Value) => void) => {
    hints.on(name, listener);
    return () => void hints.off(name, listener);
  };
  // The engine answers at once; promises keep its shape the same as the other engine's.
  const soon = <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve) => resolve(work()));

  return soon(() => ({
    engine: 'sqlite' as const,
    database: db,
    files,
    async accept(events, dueAt) {
      const { raises, others } = splitWatermarks(events);
      const store = () => ({
        kept: intake.accept(others, dueAt),
        seen: watermarks.raise(raises),
      });
      // A watermark alone is not worth waiting for the disk: the next one says the same.
      const { kept, seen } = await (others.length > 0
        ? writes.durable(store)
        : writes.fleeting(store));
      if (kept.stored > 0) hints.emit('intake');
      for (const event of seen.live) hints.emit('live', event);
      const stored = kept.stored + seen.stored;
      return { stored, duplicates: events.length - stored };
    },
    // Looked for before it is claimed: looking waits for nobody, claiming for the group.
    claimTurn: async ({ now, leaseMs }) =>
      lanes.isDue('intake', now) ? writes.fleeting(() => intake.claim(now, leaseMs)) : null,
    extendTurn: (claim, until) => writes.fleeting(() => lanes.extend('intake', claim, until)),
    abandonTurn: (claim, retryAt) =>
      writes.fleeting(() => lanes.release('intake', claim, retryAt, 'failed')),
    async commit(change) {
      const orphans: string[] = [];
      const result = await committer.commit(change, clock.now(), (file) => orphans.push(file));
      if (result.status === 'committed') {
        // Also takes to the disk what was erased, before its files go.
        if (change.erase !== undefined) {
          if (isUnhurried(change) && orphans.length === 0) forgetting.later();
          else forgetting.now();
        }
        for (const sha256 of orphans) await files.drop(sha256);
        if (change.turn !== undefined) hints.emit('intake');
        if (givesToSend(change)) hints.emit('outbox');
        for (const event of change.live ?? []) hints.emit('live', event);
      }
      return result;
    },
    claimDelivery: async ({ now, leaseMs }) =>
      lanes.isDue('outbox', now) ? writes.fleeting(() => outbox.claim(now, leaseMs)) : null,
    async recordDelivery(claim, id, outcome, live) {
      const record = () => outbox.record(claim, id, outcome, live);
      // What was sent is told again by its echo: the disk need not be waited for.
      const held = await (outcome.status === 'sent'
        ? writes.fleeting(record)
        : writes.durable(record));
      if (held) hints.emit('live', live);
      return held;
    },
    extendDelivery: (claim, until) => writes.fleeting(() => lanes.extend('outbox', claim, until)),
    releaseDelivery: (claim, dueAt) =>
      writes.fleeting(() => lanes.release('outbox', claim, dueAt, 'failed')),
    claimTimer: async ({ now, leaseMs }) =>
      timers.isDue(now, leaseMs) ? writes.fleeting(() => timers.claim(now, leaseMs)) : null,
    releaseTimer: (claim, retryAt) => writes.fleeting(() => timers.release(claim, retryAt)),
    timersOf: (subject) => soon(() => timers.of(subject)),
    timersNamed: (name, limit) => soon(() => timers.named(name, limit)),
    conversation: (id) => soon(() => reading.conversation(id)),
    conversations: (query) => soon(() => reading.conversations(query)),
    conversationCounts: () => soon(() => reading.conversationCounts()),
    messages: (id, range) => soon(() => reading.messages(id, range)),
    message: (id) => soon(() => reading.message(id)),
    messagesByMid: (id, mids) => soon(() => reading.messagesByMid(id, mids)),
    watermarks: (id) => soon(() => watermarks.of(id)),
    openHandoff: (id) => soon(() => reading.openHandoff(id)),
    caseByReference: (reference) => soon(() => reading.caseByReference(reference)),
    cases: (query) => soon(() => reading.cases(query)),
    referral: (id) => soon(() => referrals.one(id)),
    referralsOfCase: (reference) => soon(() => referrals.ofCase(reference)),
    stuckReferrals: (limit) => soon(() => referrals.stuck(limit)),
    casesByKeys: (keys, limit) => soon(() => reading.casesByKeys(keys, limit)),
    opinionsOf: (reference) => soon(() => opinions.of(reference)),
    opinionFigures: (by) => soon(() => opinions.figures(by)),
    evidenceOfCase: (reference) => soon(() => reading.evidenceOfCase(reference)),
    evidenceOfConversation: (id) => soon(() => reading.evidenceOfConversation(id)),
    evidence: (id) => soon(() => reading.evidence(id)),
    unanswered: (page) => soon(() => reading.unanswered(page)),
    liveEvents: (afterId, limit) => soon(() => reading.liveEvents(afterId, limit)),
    idleConversations: (page) => soon(() => reading.idleConversations(page)),
    idleCases: (status, page) => soon(() => reading.idleCases(status, page)),
    tombstone: (id) => soon(() => reading.tombstone(id)),
    addStaff: (member) => writes.durable(() => staff.add(member)),
    staffByUsername: (username) => soon(() => staff.byUsername(username)),
    staffById: (id) => soon(() => staff.byId(id)),
    listStaff: () => soon(() => staff.list()),
    updateStaff: (id, change) => writes.durable(() => staff.update(id, change)),
    spendCode: (id, step) => writes.durable(() => staff.spendCode(id, step)),
    spendRecoveryCode: (id, hash) => writes.durable(() => staff.spendRecoveryCode(id, hash)),
    sessionsOf: (id, now) => soon(() => staff.sessionsOf(id, now)),
    addSession: (session) => writes.durable(() => staff.addSession(session)),
    sessionByTokenHash: (tokenHash) => soon(() => staff.session(tokenHash)),
    endSession: (tokenHash) => writes.durable(() => staff.endSession(tokenHash)),
    deskSetup: () => soon(() => duty.setup()),
    presences: () => soon(() => duty.presences()),
    seenAtDesk: (id, at) => writes.fleeting(() => duty.seen(id, at)),
    openLoads: () => soon(() => duty.loads()),
    countTry: (key, now, windowMs) => writes.fleeting(() => tries.count(key, now, windowMs)),
    uncountTry: (key) => writes.fleeting(() => tries.uncount(key)),
    tries: (key, now) => soon(() => tries.get(key, now)),
    putViewer: (viewer, now) => writes.fleeting(() => viewers.put(viewer, now)),
    dropViewer: (id, member, now) => writes.fleeting(() => viewers.drop(id, member, now)),
    viewers: (id, now) => soon(() => viewers.all(id, now)),
    receiptKey: () => soon(() => receiptKeys.signing()),
    publicReceiptKeys: () => soon(() => receiptKeys.all()),
    addFirstReceiptKey: (key) => writes.durable(() => receiptKeys.addFirst(key)),
    putReceiptKey: (key) => writes.durable(() => receiptKeys.put(key)),
    dayFigures: (first, last, promised) => figures.days(first, last, promised),
    peopleSince: (from) => soon(() => figures.people(from)),
    handOvers: (since) => soon(() => handOvers.since(since)),
    readHandOver: (id, by) => writes.durable(() => handOvers.read(id, by)),
    appendAudit: (drafts) => writes.durable(() => audit.append(drafts)),
    auditEntries: (query) => soon(() => audit.entries(query)),
    auditChain: (afterSeq, limit) => soon(() => audit.chain(afterSeq, limit)),
    auditHead: () => soon(() => audit.head()),
    onWork: (kind, listener) => subscribe(kind, listener),
    onLiveEvent: (listener) => subscribe<LiveEvent>('live', listener),
    check: () =>
      writes.durable(() => {
        db.run(
          'INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
          clock.now(),
        );
      }),
    backlog: () =>
      soon(() => {
        const count = (sql: string, ...of: string[]) => Number(db.get(sql, ...of)?.['n'] ?? 0);
        // Says first what the index of open messages says, so that it is read and not the table.
        const open = (status: string) =>
          count(
            `SELECT count(*) AS n FROM outbox
             WHERE status IN ('queued', 'parked') AND status = ?`,
            status,
          );
        return {
          intake: count('SELECT count(*) AS n FROM intake_events WHERE done = 0'),
          outbox: open('queued'),
          parked: open('parked'),
          timers: timers.countDue(clock.now()),
        };
      }),
    async sweep(now, breath = () => Promise.resolve(true)) {
      forgetting.now();
      const rows = await sweeper.sweep(now, breath);
      const before = now - RETENTION.orphanMs;
      const swept = await files.sweep(before, (file) => erase.refersTo(file), breath);
      return { ...rows, files: swept };
    },
    close: () =>
      soon(() => {
        writes.flush();
        db.close();
      }),
  }));
}
