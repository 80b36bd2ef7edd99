import { createConnection } from 'mongoose';
import { expect } from 'chai';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import { LEASE, NOW, aPerson, anEvent } from '../../contracts/samples.ts';
import { testDatabase } from '../../fakes/mongo.ts';

describe('webhook bodies in MongoDB', () => {
  const database = testDatabase('bodies');
  after(() => database.drop());

  it('are gone with the commit of their turn; the key stays', async () => {
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const connection = await createConnection(database.uri()).asPromise();
    const event = anEvent(aPerson());
    const bodies = () =>
      connection
        .collection<{ _id: string; doc: string }>('intake_events')
        .find({}, { projection: { doc: 1 } })
        .toArray();
    await store.accept([event], NOW);
    const turn = await store.claimTurn({ now: NOW, leaseMs: LEASE });
    if (turn === null) throw new Error('Nothing was claimed.');
    expect((await bodies())[0]?.doc).to.include('สั่งของ');
    await store.commit({ turn });
    expect(await bodies()).to.deep.equal([{ _id: event.key, doc: '' }]);
    await connection.close();
    await store.close();
  });
});
