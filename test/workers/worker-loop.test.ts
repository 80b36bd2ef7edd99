import { expect } from 'chai';
import { startWorkerLoop, type WorkerLoop } from '../../src/workers/worker-loop.ts';
import type { Log } from '../../src/ports.ts';

const NEVER = 3_600_000;
const later = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

describe('the worker loop', () => {
  let loop: WorkerLoop | null = null;
  const errors: string[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (event) => errors.push(event) };
  const start = (work: (found: () => void) => Promise<boolean>, idleMs = NEVER, lanes = 8) => {
    loop = startWorkerLoop('work', work, { lanes, idleMs, log });
    return loop;
  };
  afterEach(async () => {
    await loop?.stop();
    errors.length = 0;
  });

  it('runs as many lanes as there is work for', async () => {
    let waiting = 0;
    let running = 0;
    let most = 0;
    const woken = start(async (found) => {
      if (waiting === 0) return false;
      waiting -= 1;
      running += 1;
      most = Math.max(most, running);
      found();
      await later();
      running -= 1;
      return true;
    });
    await later();
    waiting = 5;
    woken.wake();
    while (waiting > 0 || running > 0) await later();
    expect(most).to.equal(5);
  });

  it('overlooks no call that comes while every lane is at work', async () => {
    let waiting = 1;
    let done = 0;
    let arrive = () => {};
    const woken = start(
      async () => {
        // What arrives now was not there when this lane looked.
        const had = waiting > 0;
        if (had) waiting -= 1;
        await later();
        arrive();
        if (had) done += 1;
        return had;
      },
      NEVER,
      1,
    );
    arrive = () => {
      arrive = () => {};
      waiting += 1;
      woken.wake();
    };
    for (let i = 0; i < 20 && done < 2; i += 1) await later();
    expect(done).to.equal(2);
  });

  it('looks by itself when nobody calls', async () => {
    let looks = 0;
    start(() => {
      looks += 1;
      return Promise.resolve(false);
    }, 5);
    await later();
    const before = looks;
    await later();
    await later();
    expect(looks).to.be.greaterThan(before);
  });

  it('goes on after an exception', async () => {
    let calls = 0;
    start(
      () => {
        calls += 1;
        return calls === 1 ? Promise.reject(new Error('no')) : Promise.resolve(false);
      },
      5,
      1,
    );
    for (let i = 0; i < 20 && calls < 2; i += 1) await later();
    expect(calls).to.be.greaterThan(1);
    expect(errors).to.deep.equal(['work.failed']);
  });

  it('finishes what is in hand before it stops', async () => {
    let finished = false;
    start(async () => {
      if (finished) return false;
      await later();
      finished = true;
      return true;
    });
    await loop?.stop();
    expect(finished).to.equal(true);
  });
});
