import { createConnection } from 'mongoose';
import { expect } from 'chai';
import { systemClock } from '../../../src/assembly/system.ts';
import { FIGURES_FORM } from '../../../src/domain/day-figures.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { testDatabase } from '../../fakes/mongo.ts';

interface Kept {
  _id: number;
  version: number;
  promiseMs: number;
  figures: { readonly day: number; readonly cases: readonly object[]; readonly form?: number };
}

describe('figures that MongoDB keeps', () => {
  const database = testDatabase('kept_form');
  after(() => database.drop());

  it('are counted again when a program of before has kept them in another form', async () => {
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const connection = await createConnection(database.uri()).asPromise();
    try {
      const kept = connection.collection<Kept>('day_figures');
      const old = { day: 12_000, cases: [{ type: 'gambling', count: 9 }] };
      await kept.insertOne({ _id: 12_000, version: 1, promiseMs: 900_000, figures: old });
      const promised = { promiseMs: 900_000, now: systemClock.now() };
      const [found] = await store.dayFigures(12_000, 12_000, promised);
      expect(found?.cases).to.deep.equal([]);
      const again = await kept.findOne({ _id: 12_000 });
      expect([again?.version, again?.figures.form]).to.deep.equal([2, FIGURES_FORM]);
    } finally {
      await connection.close();
      await store.close();
    }
  });
});
