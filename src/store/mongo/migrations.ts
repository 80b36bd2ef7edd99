import type { Connection, mongo } from 'mongoose';
import { StoreUnusableError } from '../../domain/store-errors.ts';
import { gramsOf } from './grams.ts';
import type { CaseRow } from './row-shapes.ts';
import { caseRow } from './rows.ts';

/** How long live events are kept for screens that were away, in seconds. */
const LIVE_EVENTS_S = 24 * 3_600;

type Database = NonNullable<Connection['db']>;

/**
 * In the order of their introduction. A released migration is never edited: add one behind it. One
 * file, however long: two files could disagree about the order.
 */
const MIGRATIONS: readonly ((db: Database) => Promise<void>)[] = [
  async (db) => {
    const index = (name: string, indexes: Parameters<typeof db.createIndex>[1][], options = {}) =>
      Promise.all(indexes.map((keys) => db.createIndex(name, keys, options)));
    await index('intake_events', [{ conversationId: 1, at: 1, id: 1 }], {
      partialFilterExpression: { done: false },
    });
    await index('lanes', [{ kind: 1, readyAt: 1 }]);
    await index('conversations', [
      { updatedAt: -1, _id: -1 },
      { holder: 1, resolved: 1, updatedAt: -1 },
      { staffId: 1, updatedAt: -1 },
    ]);
    await index('messages', [{ conversationId: 1, seq: 1 }], { unique: true });
    await index('outbox', [{ conversationId: 1, seq: 1 }], {
      partialFilterExpression: { status: { $in: ['queued', 'parked'] } },
    });
    await index('outbox', [{ status: 1 }], {
      partialFilterExpression: { status: { $in: ['queued', 'parked'] } },
    });
    await index('cases', [
      { updatedAt: -1, _id: -1 },
      { status: 1, updatedAt: -1 },
    ]);
    await index('handoffs', [{ conversationId: 1 }], {
      unique: true,
      partialFilterExpression: { open: true },
    });
    await index('evidence', [{ conversationId: 1 }, { reference: 1 }]);
    await index('live_events', [{ at: 1 }], { expireAfterSeconds: LIVE_EVENTS_S });
    await index('staff', [{ username: 1 }], { unique: true });
    await index('sessions', [{ staffId: 1 }]);
    await index('sessions', [{ expires: 1 }], { expireAfterSeconds: 0 });
    await Promise.all(
      ['unanswered', 'marks'].map((name) =>
        db.createCollection(name).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === 48)) throw error;
        }),
      ),
    );
  },
  // What the sweep looks for.
  async (db) => {
    const intake = db.collection('intake_events');
    await intake.createIndex({ receivedAt: 1 }, { partialFilterExpression: { done: true } });
    await intake.createIndex(
      { done: 1, receivedAt: 1 },
      { partialFilterExpression: { done: true, doc: { $gt: '' } } },
    );
  },
  // Every list of the desk stands in an index in its order.
  async (db) => {
    const conversations = db.collection('conversations');
    await conversations.updateMany({ holder: 'queue', waitingSince: { $exists: false } }, [
      { $set: { waitingSince: '$doc.control.since' } },
    ]);
    const waiting = { partialFilterExpression: { waitingSince: { $gt: 0 } } };
    await conversations.createIndex({ waitingSince: 1, _id: 1 }, waiting);
    await conversations.createIndex({ holder: 1, resolved: 1, updatedAt: -1, _id: -1 });
    await conversations.createIndex({ resolved: 1, updatedAt: -1, _id: -1 });
    await conversations.createIndex({ staffId: 1, resolved: 1, updatedAt: -1, _id: -1 });
    const cases = db.collection('cases');
    await cases.createIndex({ status: 1, updatedAt: -1, _id: -1 });
    await dropIndexes(conversations, [
      'holder_1_resolved_1_updatedAt_-1',
      'staffId_1_updatedAt_-1',
    ]);
    await dropIndexes(cases, ['status_1_updatedAt_-1']);
  },
  // Lines by Facebook's id, for what is done to them later; how far each person has got and read.
  async (db) => {
    const lines = db.collection('messages');
    for (const mid of ['doc.mid', 'doc.delivery.mid']) {
      await lines.createIndex({ [mid]: 1 }, { partialFilterExpression: { [mid]: { $gt: '' } } });
    }
    await db.createCollection('watermarks').catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 48)) throw error;
    });
  },
  // Who holds the thread in Messenger, and by which link the person came.
  async (db) => {
    await db
      .collection('conversations')
      .updateMany(
        { 'doc.thread': { $exists: false } },
        { $set: { 'doc.thread': { holder: 'ours', since: null }, 'doc.origin': null } },
      );
  },
  // Texts by the runs of three characters in them; the bot's lines are not searched.
  async (db) => {
    await db
      .collection('messages')
      .updateMany({ 'doc.author.kind': 'bot', search: { $ne: '' } }, { $set: { search: '' } });
    for (const name of ['conversations', 'messages', 'cases']) {
      await fillGrams(db.collection<Searched>(name));
      await db.collection(name).createIndex({ grams: 1, _id: -1 });
    }
  },
  // What GridFS would make at the first upload.
  async (db) => {
    await db.collection('evidence_files.files').createIndex({ filename: 1, uploadDate: 1 });
    await db
      .collection('evidence_files.chunks')
      .createIndex({ files_id: 1, n: 1 }, { unique: true });
  },
  // The audit's chain, and where it ends: one document that stands from the beginning, so that two
  // first entries cannot both be the first.
  async (db) => {
    const audit = db.collection('audit');
    for (const field of ['subject', 'actor', 'action']) {
      await audit.createIndex({ [field]: 1, _id: -1 });
    }
    await db
      .collection<{ _id: string; seq: number; hash: string }>('audit_head')
      .updateOne(
        { _id: 'head' },
        { $setOnInsert: { seq: 0, hash: '0'.repeat(64) } },
        { upsert: true },
      );
  },
  // What is to be done at a moment: by when it may be claimed, and the few that somebody has.
  async (db) => {
    const timers = db.collection('timers');
    await timers.createIndex({ readyAt: 1 });
    await timers.createIndex(
      { token: 1, readyAt: 1 },
      { partialFilterExpression: { token: { $gt: '' } } },
    );
    await timers.createIndex({ subject: 1 });
  },
  // What stays of those who were erased; whose files, questions and handoffs to erase; what is due.
  async (db) => {
    await db.createCollection('tombstones').catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 48)) throw error;
    });
    await db.collection('evidence').createIndex({ 'doc.sha256': 1 });
    await db.collection('unanswered').createIndex({ 'doc.conversationId': 1 });
    await db.collection('conversations').createIndex({ 'doc.caseReferences': 1, updatedAt: 1 });
  },
  // Referrals by case, and the few that staff should look at.
  async (db) => {
    const referrals = db.collection('referrals');
    await referrals.createIndex({ reference: 1, _id: 1 });
    await referrals.createIndex(
      { stuckSince: 1 },
      { partialFilterExpression: { stuckSince: { $gt: 0 } } },
    );
  },
  // Cases by what they are compared by, and each list of them in its order.
  async (db) => {
    const cases = db.collection<CaseRow>('cases');
    for await (const { _id, doc } of cases.find({ keys: { $exists: false } })) {
      const { createdAt, keys, search, grams } = caseRow(doc);
      await cases.updateOne(
        { _id },
        { $set: { createdAt: createdAt ?? 0, keys: keys ?? [], search, grams: grams ?? [] } },
      );
    }
    await cases.createIndex({ keys: 1, createdAt: -1 });
    await cases.createIndex({ type: 1, updatedAt: -1, _id: -1 });
    await cases.createIndex({ holder: 1, updatedAt: -1, _id: -1 });
    await cases.createIndex({ status: 1, type: 1, updatedAt: -1, _id: -1 });
  },
  // What people think of how their cases were closed.
  async (db) => {
    await db.collection('opinions').createIndex({ reference: 1 });
  },
  // Who is at the desk, how it is run, and who has how much.
  async (db) => {
    await Promise.all(
      ['presences', 'desk_setup'].map((name) =>
        db.createCollection(name).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === 48)) throw error;
        }),
      ),
    );
    await db
      .collection('conversations')
      .createIndex(
        { staffId: 1 },
        { name: 'load', partialFilterExpression: { resolved: false, staffId: { $gt: '' } } },
      );
  },
  // What one shift tells the next, and which conversations it names.
  async (db) => {
    await db.collection('hand_overs').createIndex({ at: 1 });
    await db.collection('hand_over_items').createIndex({ handOver: 1 });
    await db.collection('hand_over_items').createIndex({ conversationId: 1 });
  },
  // Wrong tries, by when their counting ends.
  async (db) => {
    await db.collection('tries').createIndex({ until: 1 });
  },
  // Conversations of one problem type, and the few urgent ones, in the order of their lists.
  async (db) => {
    const conversations = db.collection('conversations');
    await conversations.createIndex({ 'doc.problemType': 1, resolved: 1, updatedAt: -1, _id: -1 });
    await conversations.createIndex(
      { resolved: 1, 'doc.urgent': 1, updatedAt: -1, _id: -1 },
      { partialFilterExpression: { 'doc.urgent': true } },
    );
  },
  // The audit by when something was done.
  async (db) => {
    await db.collection('audit').createIndex({ at: 1, _id: -1 });
  },
  // What the figures count.
  async (db) => {
    const handoffs = db.collection('handoffs');
    await handoffs.createIndex({ 'doc.requestedAt': 1 });
    for (const end of ['doc.resolvedAt', 'doc.cancelledAt', 'doc.expiredAt']) {
      await handoffs.createIndex({ [end]: 1 }, { partialFilterExpression: { [end]: { $gt: 0 } } });
    }
    await db.collection('conversations').createIndex({ 'doc.windowOpenedAt': 1 });
    await db.collection('cases').createIndex({ createdAt: 1, type: 1 });
  },
  // Who looks at which conversation, by when that runs out.
  async (db) => {
    await db.collection('viewers').createIndex({ until: 1 });
  },
  // Which finished days' figures are to be counted again; until when staff had to do with a person.
  async (db) => {
    await db.collection('day_changes').createIndex({ day: 1 });
    const conversations = db.collection('conversations');
    await db
      .collection('handoffs')
      .aggregate([
        { $group: { _id: '$conversationId', staffedUntil: { $max: HANDOFF_END } } },
        { $merge: { into: 'conversations', on: '_id', whenNotMatched: 'discard' } },
      ])
      .toArray();
    await conversations.createIndex({ 'doc.windowOpenedAt': 1, staffedUntil: 1 });
    await dropIndexes(conversations, ['doc.windowOpenedAt_1']);
  },
  // What erasing a person looks for; what is due by the notice, in order.
  async (db) => {
    await db.collection('intake_events').createIndex({ conversationId: 1 });
    await db.collection('live_events').createIndex({ 'doc.subject': 1 });
    await db.collection('handoffs').createIndex({ conversationId: 1, open: 1 });
    await db.collection('viewers').createIndex({ conversationId: 1 });
    const conversations = db.collection('conversations');
    await conversations.createIndex({ 'doc.caseReferences': 1, updatedAt: 1, _id: 1 });
    await dropIndexes(conversations, ['doc.caseReferences_1_updatedAt_1']);
    await db
      .collection('cases')
      .createIndex({ status: 1, 'doc.erasedAt': 1, updatedAt: 1, _id: 1 });
  },
];

const ended = (field: string, otherwise: unknown) => ({ $ifNull: [`$doc.${field}`, otherwise] });
const HANDOFF_END = ended(
  'resolvedAt',
  ended('cancelledAt', ended('expiredAt', Number.MAX_SAFE_INTEGER)),
);

interface Searched {
  _id: string;
  search: string;
  grams: number[];
}

async function fillGrams(collection: mongo.Collection<Searched>): Promise<void> {
  let writes: mongo.AnyBulkWriteOperation<Searched>[] = [];
  const write = async () => {
    if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false });
    writes = [];
  };
  const without = { grams: { $exists: false }, search: { $type: 'string' as const } };
  for await (const { _id, search } of collection.find(without, { projection: { search: 1 } })) {
    writes.push({ updateOne: { filter: { _id }, update: { $set: { grams: gramsOf(search) } } } });
    if (writes.length === 1_000) await write();
  }
  await write();
}

/** Another instance may have dropped them already. */
async function dropIndexes(
  collection: ReturnType<Database['collection']>,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    await collection.dropIndex(name).catch((error: unknown) => {
      if (!(error instanceof Error && 'codeName' in error && error.codeName === 'IndexNotFound'))
        throw error;
    });
  }
}

/**
 * Brings the database to this program's version. Several instances may do so at once: every step
 * changes nothing that stands already.
 * @throws StoreUnusableError when a newer program has written the database
 */
export async function migrate(db: Database): Promise<void> {
  const done = db.collection<{ _id: number; at: Date }>('migrations');
  const last = (await done.find().sort({ _id: -1 }).limit(1).next())?._id ?? 0;
  if (last > MIGRATIONS.length) {
    throw new StoreUnusableError(
      `The database was written by a newer version of this program (schema ${last}, this one knows ${MIGRATIONS.length}). Start the newer version.`,
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < last) continue;
    await step(db);
    await done.updateOne({ _id: index + 1 }, { $set: { at: new Date() } }, { upsert: true });
  }
}
