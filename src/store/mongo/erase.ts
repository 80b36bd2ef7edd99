import type { ClientSession, Connection } from 'mongoose';
import type { Erasure } from '../../domain/erasure.ts';
import type { EvidenceId, Instant } from '../../domain/ids.ts';
import type { FigureChanges } from './figure-changes.ts';
import { LANE_KINDS, laneId } from './lanes.ts';
import type { Models } from './models.ts';

/**
 * What is never touched: the audit, which holds no person; the records of the cases, which are
 * stored emptied; staff; the bytes of files, which go behind the commit.
 */
const KEPT = [
  ...['audit', 'audit_head', 'cases', 'tombstones', 'staff', 'sessions', 'marks', 'migrations'],
  ...['evidence_files.files', 'evidence_files.chunks'],
];
/** These have ways of their own below. */
const APART = ['intake_events', 'outbox', 'evidence', 'conversations', 'lanes', 'watermarks'];
/** These hold nobody. */
const NOBODYS = [
  ...['tries', 'presences', 'desk_setup', 'receipt_keys', 'receipt_signing', 'hand_overs'],
  ...['day_figures', 'day_changes'],
];
/** By which field a collection is searched, each in an index. */
const FIELDS: Readonly<Record<string, 'conversationId' | 'reference' | SubjectField>> = {
  messages: 'conversationId',
  handoffs: 'conversationId',
  hand_over_items: 'conversationId',
  viewers: 'conversationId',
  unanswered: 'doc.conversationId',
  referrals: 'reference',
  opinions: 'reference',
  timers: 'subject',
  live_events: 'doc.subject',
};
type SubjectField = 'subject' | 'doc.subject' | 'doc.conversationId';

/** Why an erasure cannot be now: something of the person is still being worked on, or has changed. */
export type EraseRefusal = 'conversation' | 'work';

/**
 * Erases by the fields that say whose a document is: `conversationId`, `reference`, `subject` and
 * `_id`. A collection that comes later is erased from by all of these names, and read through for it
 * until it stands in `FIELDS`.
 */
export class MongoErase {
  readonly #connection: Connection;
  readonly #models: Models;
  readonly #figures: FigureChanges;

  constructor(connection: Connection, models: Models, figures: FigureChanges) {
    this.#connection = connection;
    this.#models = models;
    this.#figures = figures;
  }

  /** Outside the transaction, in which MongoDB lists no collections. */
  async collections(): Promise<readonly string[]> {
    const found = await this.#connection.listCollections();
    return found
      .map(({ name }) => name)
      .filter(
        (name) => ![...KEPT, ...APART, ...NOBODYS].includes(name) && !name.startsWith('system.'),
      );
  }

  /**
   * Part of a commit.
   * @returns the files that nothing refers to any more, or why nothing was done
   */
  async apply(
    erasure: Erasure,
    { collections, now }: { readonly collections: readonly string[]; readonly now: Instant },
    session: ClientSession,
  ): Promise<readonly string[] | EraseRefusal> {
    const { conversation, references, tombstone } = erasure;
    const id = conversation?.id ?? null;
    const { conversations, evidence, tombstones } = this.#models;
    if (conversation !== null) {
      if (await this.#works(conversation.id, session)) return 'work';
      const { deletedCount } = await conversations.deleteOne(
        { _id: conversation.id, version: conversation.expectedVersion },
        { session },
      );
      if (deletedCount === 0) return 'conversation';
    }
    const whose = [
      ...(id === null ? [] : [{ conversationId: id }]),
      { reference: { $in: [...references] } },
    ];
    const items = await evidence.find({ $or: whose }, { _id: 1 }, { session }).lean();
    const files = await this.dropEvidence(
      items.map(({ _id }) => _id),
      session,
    );
    if (id !== null) {
      await this.#figures.erase(id, now, session);
      await this.#dropPerson(id, session);
    }
    const subjects = [...(id === null ? [] : [id]), ...references];
    for (const name of collections) {
      const collection = this.#connection.collection<{ _id: string }>(name);
      const field = FIELDS[name];
      if (field !== undefined) {
        const owners = field === 'reference' ? [...references] : subjects;
        await collection.deleteMany({ [field]: { $in: owners } }, { session });
        continue;
      }
      await collection.deleteMany(
        {
          $or: [
            ...whose,
            { subject: { $in: subjects } },
            { 'doc.subject': { $in: subjects } },
            ...(id === null ? [] : [{ _id: id }, { 'doc.conversationId': id }]),
          ],
        },
        { session },
      );
    }
    await tombstones.updateOne(
      { _id: tombstone.id },
      { $set: { at: tombstone.at, doc: tombstone } },
      { upsert: true, session },
    );
    return files;
  }

  /**
   * Part of a commit.
   * @returns the files that nothing refers to any more
   */
  async dropEvidence(
    ids: readonly (EvidenceId | string)[],
    session: ClientSession,
  ): Promise<string[]> {
    if (ids.length === 0) return [];
    const { evidence } = this.#models;
    const these = { _id: { $in: [...ids] } };
    const dropped = await evidence.find(these, { doc: 1 }, { session }).lean();
    await evidence.deleteMany(these, { session });
    const hashes = new Set(dropped.flatMap(({ doc }) => ('sha256' in doc ? [doc.sha256] : [])));
    const still = await evidence.distinct(
      'doc.sha256',
      { 'doc.sha256': { $in: [...hashes] } },
      { session },
    );
    return [...hashes].filter((sha256) => !still.includes(sha256));
  }

  async refersTo(sha256: string): Promise<boolean> {
    return (await this.#models.evidence.exists({ 'doc.sha256': sha256 })) !== null;
  }

  /** Whether something that the person said, or that is said to them, is on its way. */
  async #works(id: string, session: ClientSession): Promise<boolean> {
    const { intake, outbox } = this.#models;
    const waiting = await intake.exists({ conversationId: id, done: false }).session(session);
    if (waiting !== null) return true;
    const queued = { conversationId: id, status: 'queued' as const };
    return (await outbox.exists(queued).session(session)) !== null;
  }

  async #dropPerson(id: string, session: ClientSession): Promise<void> {
    const { intake, lanes, messages, outbox, watermarks } = this.#models;
    // The keys stay for their week, belonging to nobody: Facebook may deliver an item again, and it
    // must not bring back what was erased.
    await intake.updateMany(
      { conversationId: id },
      { $set: { conversationId: null, doc: '' } },
      { session },
    );
    const lines = await messages.find({ conversationId: id }, { _id: 1 }, { session }).lean();
    await outbox.deleteMany({ _id: { $in: lines.map(({ _id }) => _id) } }, { session });
    const own = LANE_KINDS.map((kind) => laneId(kind, id));
    await lanes.deleteMany({ _id: { $in: own } }, { session });
    await watermarks.deleteMany({ _id: id }, { session });
  }
}
