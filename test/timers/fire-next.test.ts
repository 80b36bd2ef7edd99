import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fireNextTimer, waitAfter, type TimerHandler } from '../../src/timers/fire-next.ts';
import type { Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { aCase, aPerson, aTimer, NOW } from '../contracts/samples.ts';

describe('firing timers', () => {
  const directory = mkdtempSync(join(tmpdir(), 'timers-'));
  let now = NOW;
  const clock = { now: () => now };
  let store: Store;
  const events: string[] = [];
  const note = (event: string) => void events.push(event);
  const log = { info: note, warn: note, error: note };
  const fire = (ask_solved?: TimerHandler) =>
    fireNextTimer({ store, clock, log, handlers: ask_solved === undefined ? {} : { ask_solved } });
  before(async () => {
    store = await openSqliteStore({ directory, ids: systemIds, clock });
  });
  beforeEach(() => {
    now += 1e9;
    events.length = 0;
  });
  after(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  const set = async () => {
    const timer = aTimer({ dueAt: now });
    await store.commit({ timers: [timer] });
    return timer;
  };

  it('finds nothing when nothing is due', async () => {
    expect(await fire(() => Promise.resolve({}))).to.equal(false);
  });

  it('commits what the handler of its kind tells, and no second time', async () => {
    const timer = await set();
    const record = aCase(aPerson());
    const seen: unknown[] = [];
    const open: TimerHandler = (got, at) => {
      seen.push(got, at);
      return Promise.resolve({ cases: [{ expectedVersion: null, next: record }] });
    };
    expect(await fire(open)).to.equal(true);
    expect(seen).to.deep.equal([timer, now]);
    expect(await store.caseByReference(record.reference)).to.deep.equal(record);
    expect(await fire(open)).to.equal(false);
  });

  it('decides again when somebody has changed the case meanwhile', async () => {
    await set();
    const record = aCase(aPerson());
    await store.commit({ cases: [{ expectedVersion: null, next: record }] });
    let tries = 0;
    await fire(async () => {
      const found = (await store.caseByReference(record.reference)) ?? record;
      tries += 1;
      if (tries === 1) {
        const other = { ...found, version: 2, urgent: true };
        await store.commit({ cases: [{ expectedVersion: 1, next: other }] });
      }
      const next = { ...found, version: found.version + 1, holder: 'ocpb' };
      return { cases: [{ expectedVersion: found.version, next }] };
    });
    expect(tries).to.equal(2);
    expect(await store.caseByReference(record.reference)).to.deep.include({
      version: 3,
      urgent: true,
      holder: 'ocpb',
    });
  });

  it('tries a failing one again, later and later, and lets others pass meanwhile', async () => {
    const bad = await set();
    const fail: TimerHandler = (timer) =>
      timer.id === bad.id ? Promise.reject(new Error('broken')) : Promise.resolve({});
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await fire(fail)).to.equal(true);
      await set();
      expect(await fire(fail), 'another one fires').to.equal(true);
      expect(await fire(fail), 'the bad one rests').to.equal(false);
      now += waitAfter(attempt);
    }
    expect(await fire(() => Promise.resolve({}))).to.equal(true);
    expect(await store.timersOf(bad.subject)).to.deep.equal([]);
    expect(events.filter((event) => event === 'timer.failed')).to.have.length(4);
  });

  it('waits an hour at most, however often it has failed', () => {
    const waits = [1, 2, 3, 9, 10, 11, 5_000].map(waitAfter);
    expect(waits).to.deep.equal([5e3, 10e3, 20e3, 1_280e3, 2_560e3, 3_600e3, 3_600e3]);
  });

  it('keeps a timer of a kind that this program does not know', async () => {
    const timer = await set();
    await fire();
    expect(await store.timersOf(timer.subject)).to.deep.equal([timer]);
    now += waitAfter(1);
    await fire(() => Promise.resolve({}));
    expect(await store.timersOf(timer.subject)).to.deep.equal([]);
  });
});
