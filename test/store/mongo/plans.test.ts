import { createConnection } from 'mongoose';
import { expect } from 'chai';
import { eraseConversation } from '../../../src/casework/erase.ts';
import { staffId } from '../../../src/domain/ids.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import * as sample from '../../contracts/samples.ts';
import { testDatabase } from '../../fakes/mongo.ts';

interface Profiled {
  readonly ns: string;
  readonly planSummary?: string;
  readonly hasSortStage?: boolean;
  readonly command: object;
}

describe('reading MongoDB, however much is in it', () => {
  const database = testDatabase('plans');
  after(() => database.drop());

  it('finds lists, counts, threads and what waits in an index, in order', async () => {
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const connection = await createConnection(database.uri()).asPromise();
    const { db } = connection;
    if (db === undefined) throw new Error('There is no connection.');
    const person = sample.aPerson();
    const { line, queued } = sample.aBotLine(person, 1);
    await store.commit({
      conversation: { expectedVersion: 0, next: sample.aConversation(person) },
      messages: [line],
      outbox: [queued],
      cases: [{ expectedVersion: null, next: sample.aCase(person) }],
    });
    const promised = { promiseMs: 1, now: systemClock.now() };
    // Makes the collection of what is kept.
    await store.dayFigures(11_999, 11_999, promised);
    // The server itself writes down how it finds what it is asked for.
    const read = /^(find|aggregate|count)$/;
    await db.command({ profile: 2 });
    const limit = 50;
    const cursor = '5_x';
    await store.conversations({ control: 'queue', resolved: false, limit, cursor });
    await store.conversations({ assignee: staffId('me'), resolved: false, limit, cursor });
    await store.conversations({ control: 'bot', limit, cursor });
    await store.conversations({ control: 'bot', resolved: false, limit });
    await store.conversations({ limit, cursor });
    await store.conversations({ resolved: true, limit });
    await store.cases({ limit, cursor });
    await store.cases({ status: 'received', limit });
    await store.messages(person.id, { before: 5, limit });
    await store.conversationCounts();
    await store.backlog();
    await store.dayFigures(12_000, 12_000, promised);
    await store.peopleSince(1);
    await db.command({ profile: 0 });
    const all = await db.collection<Profiled>('system.profile').find().toArray();
    const reads = all.filter(
      ({ ns, command }) =>
        !ns.endsWith('system.profile') && Object.keys(command).some((name) => read.test(name)),
    );
    expect(reads).to.have.length.greaterThan(13);
    for (const { planSummary, hasSortStage, command } of reads) {
      expect(planSummary, JSON.stringify(command)).to.match(/IXSCAN|IDHACK|COUNT_SCAN/);
      expect(planSummary, JSON.stringify(command)).to.not.include('COLLSCAN');
      expect(hasSortStage, JSON.stringify(command)).to.equal(undefined);
    }
    await connection.close();
    await store.close();
  });

  it('erases people and sweeps without reading a collection through', async () => {
    const store = await openMongoStore({ uri: database.uri(), clock: systemClock });
    const connection = await createConnection(database.uri()).asPromise();
    const { db } = connection;
    if (db === undefined) throw new Error('There is no connection.');
    await db.collection('system.profile').drop();
    const person = sample.aPerson();
    await store.commit({
      conversation: { expectedVersion: 0, next: sample.aConversation(person) },
      handoffs: [sample.aHandoff(person)],
      live: [sample.aLiveEvent(person)],
    });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await db.command({ profile: 2 });
    const order = { reason: 'retention', by: 'system' } as const;
    const erased = await eraseConversation({ store, clock: systemClock, log }, person.id, order);
    await store.idleConversations({ before: 5, after: { at: 1, id: 'x' }, limit: 5 });
    await store.idleCases('resolved', { before: 5, after: { at: 1, id: 'x' }, limit: 5 });
    await store.idleCases('withdrawn', { before: 5, after: null, limit: 5 });
    await store.sweep(systemClock.now());
    await db.command({ profile: 0 });
    expect(erased).to.deep.equal({ status: 'erased' });
    const all = await db.collection<Profiled>('system.profile').find().toArray();
    const plans = all.flatMap(({ ns, planSummary = '', hasSortStage = false }) =>
      planSummary === ''
        ? []
        : [{ of: ns.split('.').slice(1).join('.'), planSummary, hasSortStage }],
    );
    const looked = new Set(plans.map(({ of }) => of));
    expect([...looked]).to.include.members(['live_events', 'intake_events', 'handoffs', 'cases']);
    // The records of files alone are read one after the other: each is to be looked at.
    const whole = plans.filter(({ planSummary }) => planSummary.includes('COLLSCAN'));
    expect(whole.filter(({ of }) => of !== 'evidence_files.files')).to.deep.equal([]);
    expect(plans.filter(({ hasSortStage }) => hasSortStage)).to.deep.equal([]);
    await connection.close();
    await store.close();
  });
});
