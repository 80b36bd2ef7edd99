import { createConnection } from 'mongoose';
import { expect } from 'chai';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import * as sample from '../../contracts/samples.ts';
import { testDatabase } from '../../fakes/mongo.ts';

const { LEASE, NOW } = sample;

describe('indexes in MongoDB', () => {
  const database = testDatabase('indexes');
  const open = () => openMongoStore({ uri: database.uri(), clock: systemClock });
  after(() => database.drop());

  it('are made by the migration alone: by no later start and by no work', async () => {
    await (await open()).close();
    const connection = await createConnection(database.uri()).asPromise();
    const { db } = connection;
    if (db === undefined) throw new Error('There is no connection.');
    // The server itself writes down who makes an index.
    const filter = { 'command.createIndexes': { $exists: true } };
    await db.command({ profile: 1, slowms: 0, filter });
    const store = await open();
    const person = sample.aPerson();
    await store.accept([sample.anEvent(person)], NOW);
    const turn = await store.claimTurn({ now: NOW, leaseMs: LEASE });
    const next = sample.aConversation(person);
    const { line, queued } = sample.aBotLine(person, 1);
    const member = sample.aMember();
    await store.commit({
      ...(turn && { turn }),
      conversation: { expectedVersion: 0, next },
      messages: [line],
      outbox: [queued],
      cases: [{ expectedVersion: null, next: sample.aCase(person) }],
      handoffs: [sample.aHandoff(person)],
      evidence: [sample.anEvidence(person)],
      unanswered: [{ id: line.id, conversationId: person.id, text: 'อะไร', at: NOW }],
      live: [sample.aLiveEvent(person)],
    });
    await store.files.put('b'.repeat(64), Buffer.from('bytes'));
    await store.addStaff(member);
    await store.addSession(sample.aSession(member));
    await store.check();
    await store.sweep(NOW);
    await store.close();
    const seen = () => db.collection('system.profile').find(filter).toArray();
    expect(await seen()).to.deep.equal([]);
    await db.collection('evidence').createIndex({ 'doc.kind': 1 });
    expect(await seen(), 'it would have been seen').to.have.length(1);
    await db.command({ profile: 0 });
    await connection.close();
  });
});
