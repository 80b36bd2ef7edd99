import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createConnection } from 'mongoose';
import type { Case } from '../../src/domain/case.ts';
import { personKey } from '../../src/domain/party-key.ts';
import type { Store } from '../../src/ports.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { aCase, aPerson } from '../contracts/samples.ts';
import { testDatabase } from '../fakes/mongo.ts';

const person = aPerson();
/** As an older program stored it: without notes, duplicates and the like. */
const old = aCase(person, {
  parties: [{ role: 'seller', kind: 'phone', value: '+66 81 234 5678' }],
});
const found = async (store: Store) => [
  ...(await store.casesByKeys(['phone:0812345678', personKey(person.id)], 5)),
  ...(await store.cases({ q: '081-234-5678', limit: 5 })).items,
];
const expected: readonly Case[] = [old, old];

describe('cases that an older program stored', () => {
  it('are found by their numbers and persons on SQLite', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'old-cases-'));
    const open = () => openSqliteStore({ directory, ids: systemIds, clock: systemClock });
    const before = await open();
    await before.commit({ cases: [{ expectedVersion: null, next: old }] });
    before.database.run('DELETE FROM case_keys');
    before.database.run('UPDATE cases SET keyed = 0, search = ?', old.reference.toLowerCase());
    expect(await found(before)).to.deep.equal([]);
    await before.close();
    const store = await open();
    expect(await found(store)).to.deep.equal(expected);
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('are found by their numbers and persons on MongoDB', async () => {
    const database = testDatabase('old-cases');
    const open = () => openMongoStore({ uri: database.uri(), clock: systemClock });
    const before = await open();
    await before.commit({ cases: [{ expectedVersion: null, next: old }] });
    await before.close();
    const connection = await createConnection(database.uri()).asPromise();
    const bare = { keys: 1, createdAt: 1, search: 1, grams: 1 };
    await connection.collection('cases').updateMany({}, { $unset: bare });
    await connection.collection<{ _id: number }>('migrations').deleteMany({ _id: { $gt: 1 } });
    await connection.close();
    const store = await open();
    expect(await found(store)).to.deep.equal(expected);
    await store.close();
    await database.drop();
  });
});
