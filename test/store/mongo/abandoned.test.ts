import { expect } from 'chai';
import { createConnection, type Connection } from 'mongoose';
import { endAbandoned } from '../../../src/store/mongo/abandoned.ts';
import { connect as connectAsTheStore } from '../../../src/store/mongo/connection.ts';
import { testDatabase } from '../../fakes/mongo.ts';

const OURS = 'desk-of-this-test';
/** MongoDB itself would end a transaction after a minute. */
const SOON_MS = 40_000;

describe('transactions of a MongoDB client that is gone', function () {
  this.timeout(120_000);
  const database = testDatabase('abandoned');
  const open: Connection[] = [];
  let stop = () => {};

  const connect = async (appName: string) => {
    const connection = await createConnection(database.uri(), { appName }).asPromise();
    open.push(connection);
    return connection;
  };
  before(async () => {
    const { connection: ours } = await connectAsTheStore(database.uri());
    open.push(ours);
    await ours.collection<{ _id: string }>('notes').insertOne({ _id: 'there' });
    stop = endAbandoned(ours, { appName: OURS, lookMs: 400, stillMs: 4_000 });
  });
  after(async () => {
    stop();
    await Promise.all(open.map((connection) => connection.close()));
    await database.drop();
  });

  const begin = async (appName: string, _id: string) => {
    const connection = await connect(appName);
    const session = await connection.startSession();
    session.startTransaction();
    const notes = connection.collection<{ _id: string; text?: string }>('notes');
    await notes.insertOne({ _id }, { session });
    return { session, notes };
  };
  /** Whether somebody else may write the document before `ms` are over. */
  const isFree = async (_id: string, ms: number): Promise<boolean> => {
    const other = await connect('somebody-else');
    for (const end = performance.now() + ms; performance.now() < end;) {
      const session = await other.startSession();
      session.startTransaction();
      try {
        await other.collection<{ _id: string }>('notes').insertOne({ _id }, { session });
        await session.abortTransaction();
        return true;
      } catch {
        await session.abortTransaction().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        await session.endSession();
      }
    }
    return false;
  };

  it('lets others write what one of them has held', async () => {
    await begin(OURS, 'held by the dead');
    expect(await isFree('held by the dead', SOON_MS)).to.equal(true);
  });

  it('leaves alone one that goes on, however long it takes', async () => {
    const { session, notes } = await begin(OURS, 'held by the living');
    for (let step = 0; step < 14; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await notes.updateOne({ _id: 'there' }, { $set: { text: `step ${step}` } }, { session });
    }
    await session.commitTransaction();
    const stored = await notes.findOne({ _id: 'held by the living' });
    expect(stored?._id).to.equal('held by the living');
  });

  it('leaves alone those of other programs', async () => {
    const { session, notes } = await begin('another-program', 'held by another');
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    await session.commitTransaction();
    expect(await notes.countDocuments({ _id: 'held by another' })).to.equal(1);
  });
});
