import { expect } from 'chai';
import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import { deliverNext } from '../../src/delivery/worker.ts';
import { patientStore } from '../../src/workers/patient-store.ts';
import type { Log, Store } from '../../src/ports.ts';
import { aPerson, anEvent } from '../contracts/samples.ts';
import { DeliveryDesk } from '../fakes/delivery-desk.ts';
import { turnTools } from '../faults/turn-tools.ts';

describe('a store that fails for a moment', () => {
  let desk: DeliveryDesk;
  /** How many of the next writes fail. */
  let failures = 0;

  beforeEach(async () => {
    desk = new DeliveryDesk();
    await desk.restart();
    failures = 0;
  });
  afterEach(() => desk.remove());

  const failing = (store: Store): Store => {
    const now = <Result>(write: () => Promise<Result>): Promise<Result> => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('The disk is full.')) : write();
    };
    return {
      ...store,
      commit: (...given) => now(() => store.commit(...given)),
      abandonTurn: (...given) => now(() => store.abandonTurn(...given)),
      recordDelivery: (...given) => now(() => store.recordDelivery(...given)),
      releaseDelivery: (...given) => now(() => store.releaseDelivery(...given)),
    };
  };
  const patient = (log: Log = desk.log) =>
    patientStore(failing(desk.store), { clock: desk.clock, log, pauseMs: 1 });

  it('is told of a sent message until it knows, so that none is sent twice', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    failures = 3;
    await deliverNext({ ...desk.options, store: patient() });
    expect(desk.texts).to.deep.equal(['one', 'two']);
    const statuses = (await desk.deliveries(id)).map(({ status }) => status);
    expect(statuses).to.deep.equal(['sent', 'sent']);
  });

  it('gets back a turn that could not be committed, so that the next one need not wait', async () => {
    await desk.store.accept([anEvent(aPerson(), { at: desk.now })], desk.now);
    failures = 4;
    const { clock, ids, log } = desk;
    await takeNextTurn(turnTools({ store: patient(), clock, ids, log }));
    desk.now += 5_000;
    const again = await desk.store.claimTurn({ now: desk.now, leaseMs: 1_000 });
    expect(again?.attempt).to.equal(2);
  });

  it('is left alone after ten minutes, and the failure is told', async () => {
    await desk.queue('5001', 'one');
    failures = Infinity;
    const log: Log = { ...desk.log, error: () => void (desk.now += 200_000) };
    let failure: unknown = null;
    await deliverNext({ ...desk.options, store: patient(log) }).catch((error: unknown) => {
      failure = error;
    });
    expect(String(failure)).to.include('The disk is full.');
  });
});
