import { expect } from 'chai';
import type { LiveEvent } from '../../../src/domain/live-event.ts';
import type { Store } from '../../../src/ports.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { systemClock } from '../../../src/assembly/system.ts';
import { LEASE, NOW, aBotLine, aLiveEvent, aPerson, anEvent } from '../../contracts/samples.ts';
import { cuttableLine } from '../../fakes/cuttable-line.ts';
import { testDatabase } from '../../fakes/mongo.ts';

async function until(holds: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !holds();) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('two instances on one MongoDB', function () {
  this.timeout(60_000);
  const database = testDatabase('instances');
  let here: Store;
  let there: Store;
  let line: Awaited<ReturnType<typeof cuttableLine>>;

  before(async () => {
    const direct = new URL(database.uri());
    line = await cuttableLine(Number(direct.port));
    const other = new URL(direct);
    other.port = String(line.port);
    other.searchParams.delete('replicaSet');
    other.searchParams.set('directConnection', 'true');
    here = await openMongoStore({ uri: direct.toString(), clock: systemClock });
    there = await openMongoStore({ uri: other.toString(), clock: systemClock });
  });
  after(async () => {
    await here.close();
    await there.close();
    await line.stop();
    await database.drop();
  });

  it('tell each other of work and of changes, from the first moment on', async () => {
    const told = { intake: 0, outbox: 0 };
    const live: LiveEvent[] = [];
    const endings = [
      there.onWork('intake', () => (told.intake += 1)),
      there.onWork('outbox', () => (told.outbox += 1)),
      there.onLiveEvent((event) => live.push(event)),
    ];
    const person = aPerson();
    const event = aLiveEvent(person);
    await here.accept([anEvent(person)], NOW);
    const { line: message, queued } = aBotLine(person, 1);
    await here.commit({ messages: [message], outbox: [queued], live: [event] });
    await until(() => told.intake > 0 && told.outbox > 0 && live.length > 0, 5_000);
    expect(live).to.deep.equal([event]);
    for (const end of endings) end();
    const turn = await there.claimTurn({ now: NOW, leaseMs: LEASE });
    expect(turn?.conversationId).to.equal(person.id);
    expect(await here.claimTurn({ now: NOW, leaseMs: LEASE })).to.equal(null);
  });

  it('tell each other of a message that is to be sent again', async () => {
    const person = aPerson();
    const { id, line: message, queued } = aBotLine(person, 1);
    await here.commit({ messages: [message], outbox: [queued] });
    const claim = await here.claimDelivery({ now: Date.now(), leaseMs: LEASE });
    if (claim === null) throw new Error('Nothing was claimed.');
    const failed = { status: 'failed' as const, at: NOW, reason: 'graph_100' };
    await here.recordDelivery(claim, id, failed, aLiveEvent(person));
    let told = 0;
    // What came before may still be on its way: a later change tells that it has passed.
    const passed = aLiveEvent(person);
    let quiet = false;
    const endings = [
      there.onLiveEvent((event) => (quiet ||= event.id === passed.id)),
      there.onWork('outbox', () => (told += quiet ? 1 : 0)),
    ];
    await here.commit({ live: [passed] });
    await until(() => quiet, 5_000);
    await here.commit({ requeue: id });
    await until(() => told > 0, 5_000);
    for (const end of endings) end();
  });

  it('go on by themselves after one was cut off, and miss nothing', async () => {
    const heard: string[] = [];
    const end = there.onLiveEvent(({ id }) => heard.push(id));
    line.cut();
    const missed = aLiveEvent(aPerson());
    await here.commit({ live: [missed] });
    let unready = false;
    await there.check().catch(() => (unready = true));
    expect(unready, 'its readiness is red').to.equal(true);
    let refused = false;
    const began = performance.now();
    await there.accept([anEvent(aPerson())], NOW).catch(() => (refused = true));
    expect(refused, 'Facebook is to deliver it again').to.equal(true);
    expect(performance.now() - began, 'before Facebook gives up').to.be.lessThan(18_000);
    line.mend();
    await until(() => heard.length > 0, 15_000);
    expect(heard).to.deep.equal([missed.id]);
    await there.check();
    end();
  });
});
