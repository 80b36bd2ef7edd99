import { createConnection, type Connection } from 'mongoose';
import { expect } from 'chai';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import { aConsumerLine, aConversation, aPerson } from '../../contracts/samples.ts';
import { testDatabase } from '../../fakes/mongo.ts';

interface Migration {
  _id: number;
  at: Date;
}

describe('migrating a MongoDB database', () => {
  const database = testDatabase('migrations');
  let connection: Connection;
  const migrations = () => connection.collection<Migration>('migrations');
  const openAndClose = async () => {
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    await store.close();
  };

  before(async () => {
    connection = await createConnection(database.uri()).asPromise();
  });
  after(async () => {
    await connection.close();
    await database.drop();
  });

  it('may be done by several instances that start at once', async () => {
    await Promise.all([openAndClose(), openAndClose(), openAndClose()]);
    const done = (await migrations().find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(done).to.deep.equal(done.map((_, index) => index + 1)).and.not.empty;
    const handoffs = await connection.collection('handoffs').indexes();
    expect(handoffs.find((index) => index['unique'] === true)).to.deep.include({
      key: { conversationId: 1 },
      partialFilterExpression: { open: true },
    });
  });

  it('is not done again at the next start', async () => {
    const before = await migrations().find().toArray();
    await connection.collection('evidence').dropIndexes();
    await openAndClose();
    expect(await migrations().find().toArray()).to.deep.equal(before);
    expect(await connection.collection('evidence').indexes(), 'nothing was made').to.have.length(1);
  });

  it('gives conversations of before a thread that is ours', async () => {
    const conversations = connection.collection<{ _id: string; doc: object }>('conversations');
    await conversations.insertOne({ _id: 'old', doc: { id: 'old' } });
    await migrations().deleteMany({});
    await openAndClose();
    expect((await conversations.findOne({ _id: 'old' }))?.doc).to.deep.equal({
      id: 'old',
      thread: { holder: 'ours', since: null },
      origin: null,
    });
  });

  it('makes what an older program stored searchable', async () => {
    const person = aPerson();
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const next = aConversation(person);
    const messages = [aConsumerLine(person, 1, 'ร้านเสื้อน้องมะลิ')];
    await store.commit({ conversation: { expectedVersion: 0, next }, messages });
    await store.close();
    await connection.collection('messages').updateMany({}, { $unset: { grams: 1 } });
    await migrations().deleteMany({ _id: { $gt: 1 } });
    const newer = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const { items } = await newer.conversations({ q: 'น้องมะลิ', limit: 5 });
    expect(items).to.deep.equal([next]);
    await newer.close();
  });

  it('is refused where a newer program has been', async () => {
    await migrations().insertOne({ _id: 99, at: new Date(0) });
    let refusal = '';
    await openAndClose().catch((error: Error) => (refusal = error.message));
    expect(refusal).to.include('newer version');
  });
});
