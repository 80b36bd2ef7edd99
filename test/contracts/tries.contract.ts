import { expect } from 'chai';
import { NOW } from './samples.ts';
import type { Engine } from './store.contract.ts';

const WINDOW = 60_000;

export function triesContract({ store, reopen }: Engine): void {
  describe('wrong tries', () => {
    const count = (key: string, at = NOW) => store().countTry(key, at, WINDOW);

    it('are counted each, also many at once, and keep over a restart', async () => {
      const counted = await Promise.all(Array.from({ length: 12 }, () => count('at once')));
      expect(counted.map((one) => one.count).sort((a, b) => a - b)).to.deep.equal(
        Array.from({ length: 12 }, (_, index) => index + 1),
      );
      expect(counted.every(({ until }) => until === NOW + WINDOW)).to.equal(true);
      await reopen();
      expect(await store().tries('at once', NOW)).to.deep.equal({ count: 12, until: NOW + WINDOW });
      expect(await store().tries('another', NOW)).to.equal(null);
    });

    it('start anew when their window is over, which later tries do not lengthen', async () => {
      await count('window');
      expect(await count('window', NOW + WINDOW - 1)).to.deep.equal({
        count: 2,
        until: NOW + WINDOW,
      });
      expect(await store().tries('window', NOW + WINDOW)).to.equal(null);
      expect(await count('window', NOW + WINDOW)).to.deep.equal({
        count: 1,
        until: NOW + 2 * WINDOW,
      });
    });

    it('can be taken back, and never below none', async () => {
      await count('back');
      await count('back');
      for (let times = 0; times < 3; times += 1) await store().uncountTry('back');
      await store().uncountTry('nobody');
      expect((await count('back')).count).to.equal(1);
    });

    it('are swept once they have run out, and not before', async () => {
      await count('swept', NOW - WINDOW);
      await count('kept', NOW);
      const { tries } = await store().sweep(NOW);
      expect(tries).to.be.greaterThan(0);
      expect((await store().tries('kept', NOW))?.count).to.equal(1);
      expect((await store().sweep(NOW)).tries).to.equal(0);
    });
  });
}
