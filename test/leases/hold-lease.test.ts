import { expect } from 'chai';
import { holdLease, LEASE_MS, type HeldLease } from '../../src/leases/hold-lease.ts';
import type { Log } from '../../src/ports.ts';

const SECOND = 1_000;
const START = 1_000_000;
const NEVER_MS = 3_600_000;
const later = (ms = 2) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('holding a lease', () => {
  let wall = START;
  let steady = 0;
  let answer: () => Promise<boolean> = () => Promise.resolve(true);
  let asked: number[] = [];
  const warned: string[] = [];
  const silent = () => {};
  const log: Log = { info: silent, warn: (event) => void warned.push(event), error: silent };

  beforeEach(() => {
    wall = START;
    steady = 0;
    answer = () => Promise.resolve(true);
    asked = [];
    warned.length = 0;
  });

  const hold = <Result>(work: (lease: HeldLease) => Promise<Result>, beatMs = NEVER_MS) =>
    holdLease(
      {
        claimedAt: START,
        extend: (until) => {
          asked.push(until);
          return answer();
        },
        clock: { now: () => wall },
        log,
        beatMs,
        steady: () => steady,
      },
      work,
    );
  const passes = (ms: number) => {
    wall += ms;
    steady += ms;
  };

  it('extends it again and again while the work lasts, and not behind it', async () => {
    await hold(async () => {
      while (asked.length < 3) await later();
    }, 1);
    const count = asked.length;
    expect(asked[0]).to.equal(START + LEASE_MS);
    await later(10);
    expect(asked).to.have.length(count);
  });

  it('goes on after the store did not answer, and says so', async () => {
    answer = () => Promise.reject(new Error('away'));
    const ours = await hold(async (lease) => {
      while (warned.length < 2) await later();
      answer = () => Promise.resolve(true);
      passes(3 * SECOND);
      return lease.isOurs();
    }, 1);
    expect(ours).to.equal(true);
    expect(warned[0]).to.equal('lease.not_extended');
  });

  it('gives no sign of life for work that hangs', async () => {
    await hold(async () => {
      passes(601 * SECOND);
      await later(20);
    }, 1);
    expect(asked).to.deep.equal([]);
  });

  it('takes the store’s word for two seconds, then asks again', async () => {
    await hold(async (lease) => {
      passes(2 * SECOND);
      expect(await lease.isOurs()).to.equal(true);
      expect(asked).to.deep.equal([]);
      passes(1);
      expect(await lease.isOurs()).to.equal(true);
      expect(asked).to.have.length(1);
    });
  });

  it('counts a write of the holder as having asked, from the moment it was made', async () => {
    await hold(async (lease) => {
      passes(5 * SECOND);
      await lease.by(() => Promise.resolve(true));
      await lease.isOurs();
      expect(asked, 'just written').to.deep.equal([]);
      await lease.by(() => {
        passes(30 * SECOND);
        return Promise.resolve(true);
      });
      await lease.isOurs();
      expect(asked, 'the answer was slow: it is old already').to.have.length(1);
    });
  });

  for (const [what, jump] of [
    ['forwards', () => (wall += 3_600 * SECOND)],
    ['backwards', () => (wall -= 3_600 * SECOND)],
    ['not at all while the process stood still', () => (steady += 60 * SECOND)],
  ] as const) {
    it(`asks again when the clock has stepped ${what}`, async () => {
      answer = () => Promise.resolve(false);
      await hold(async (lease) => {
        expect(await lease.isOurs()).to.equal(true);
        jump();
        expect(await lease.isOurs()).to.equal(false);
      });
    });
  }

  it('is lost for good once it was lost', async () => {
    answer = () => Promise.resolve(false);
    await hold(async (lease) => {
      passes(3 * SECOND);
      expect(await lease.isOurs()).to.equal(false);
      answer = () => Promise.resolve(true);
      expect(await lease.isOurs()).to.equal(false);
      expect(await lease.by(() => Promise.resolve(true))).to.equal(false);
    });
    expect(asked).to.have.length(1);
  });
});
