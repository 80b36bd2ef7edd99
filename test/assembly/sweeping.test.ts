import { expect } from 'chai';
import type { Log, Swept } from '../../src/ports.ts';
import { startSweeping } from '../../src/assembly/sweeping.ts';

const NOTHING: Swept = {
  bodies: 0,
  keys: 0,
  liveEvents: 0,
  sessions: 0,
  tries: 0,
  viewers: 0,
  handOvers: 0,
  files: 0,
};

describe('the sweeping of the store', () => {
  const logged: string[] = [];
  const keep = (event: string) => void logged.push(event);
  const log: Log = { info: keep, warn: keep, error: keep };
  const tools = { clock: { now: () => 5_000 }, log, firstMs: 1, everyMs: 1 };

  it('comes again after it has failed, with the time of the clock', async () => {
    const times: number[] = [];
    let reached = () => {};
    const third = new Promise<void>((resolve) => (reached = resolve));
    const sweeping = startSweeping({
      ...tools,
      store: {
        sweep: (now) => {
          times.push(now);
          if (times.length === 3) reached();
          return times.length === 1 ? Promise.reject(new Error('away')) : Promise.resolve(NOTHING);
        },
      },
    });
    await third;
    await sweeping.stop();
    expect(times.slice(0, 3)).to.deep.equal([5_000, 5_000, 5_000]);
    expect(logged.slice(0, 2)).to.deep.equal(['store.sweep_failed', 'store.swept']);
  });

  it('is finished when its end has been asked for, and does not come again', async () => {
    let running = false;
    let sweeps = 0;
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const sweeping = startSweeping({
      ...tools,
      store: {
        sweep: async () => {
          sweeps += 1;
          running = true;
          begin();
          await new Promise((resolve) => setTimeout(resolve, 10));
          running = false;
          return NOTHING;
        },
      },
    });
    await begun;
    await sweeping.stop();
    expect(running).to.equal(false);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sweeps).to.equal(1);
  });
});
