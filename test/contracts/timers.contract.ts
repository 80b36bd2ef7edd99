import { expect } from 'chai';
import type { Timer } from '../../src/domain/timer.ts';
import { STRAY_LEASES, type TimerClaim } from '../../src/ports.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { LEASE, NOW } = sample;
const HOUR = 3_600_000;

export function timersContract({ store, reopen }: Engine): void {
  describe('timers', () => {
    const claimAt = (now: number) => store().claimTimer({ now, leaseMs: LEASE });
    const mustClaim = async (now: number): Promise<TimerClaim> => {
      const claim = await claimAt(now);
      if (claim === null) throw new Error('No timer was claimed.');
      return claim;
    };
    const set = async (fields: Partial<Timer> = {}) => {
      const timer = sample.aTimer(fields);
      expect(await store().commit({ timers: [timer] })).to.deep.equal({ status: 'committed' });
      return timer;
    };
    const fireAll = async () => {
      for (let claim = await claimAt(NOW + 1e12); claim !== null; claim = await claimAt(NOW + 1e12))
        await store().commit({ timer: claim });
    };
    beforeEach(fireAll);
    after(fireAll);

    it('gives a timer as it was set, when it is due and not before', async () => {
      const timer = await set();
      expect(await claimAt(NOW - 1)).to.equal(null);
      const claim = await mustClaim(NOW);
      expect(claim.timer).to.deep.equal(timer);
      expect(claim).to.include({ attempt: 1, leaseUntil: NOW + LEASE });
      expect(await store().timersOf(timer.subject)).to.deep.equal([timer]);
    });

    it('lists those of one name, soonest first, and no more than asked for', async () => {
      const later = await set({ id: `named_one:${NOW}:b`, dueAt: NOW + HOUR });
      const soon = await set({ id: `named_one:${NOW}:a` });
      await set({ id: `named_one_too:${NOW}` });
      expect(await store().timersNamed('named_one', 10)).to.deep.equal([soon, later]);
      expect(await store().timersNamed('named_one', 1)).to.deep.equal([soon]);
      expect(await store().timersNamed('named', 10)).to.deep.equal([]);
    });

    it('fires once: with the commit that does its work it is gone', async () => {
      const timer = await set();
      const claim = await mustClaim(NOW);
      const record = sample.aCase(sample.aPerson());
      const cases = [{ expectedVersion: null, next: record }];
      expect((await store().commit({ timer: claim, cases })).status).to.equal('committed');
      expect(await claimAt(NOW + 1e9)).to.equal(null);
      expect(await store().timersOf(timer.subject)).to.deep.equal([]);
      const again = { cases: [{ expectedVersion: 1, next: { ...record, version: 2 } }] };
      expect(await store().commit({ timer: claim, ...again })).to.deep.equal({ status: 'fenced' });
      expect((await store().caseByReference(record.reference))?.version).to.equal(1);
    });

    it('keeps a timer whose commit met a conflict, with its claim', async () => {
      await set();
      const claim = await mustClaim(NOW);
      const next = sample.aCase(sample.aPerson());
      const result = await store().commit({
        timer: claim,
        cases: [{ expectedVersion: 4, next }],
        timers: [sample.aTimer()],
      });
      expect(result).to.deep.equal({ status: 'conflict', on: 'case' });
      expect(await claimAt(NOW), 'it is still held, and no other was set').to.equal(null);
      expect((await store().commit({ timer: claim })).status).to.equal('committed');
    });

    it('gives the one that is due for longest first', async () => {
      const late = await set({ dueAt: NOW - 1 });
      const later = await set({ dueAt: NOW - 3 });
      expect((await mustClaim(NOW)).timer.id).to.equal(later.id);
      expect((await mustClaim(NOW)).timer.id).to.equal(late.id);
      expect(await claimAt(NOW)).to.equal(null);
    });

    it('gives each timer to one of many workers', async () => {
      const timers = await Promise.all(Array.from({ length: 8 }, () => set()));
      const claims = await Promise.all(Array.from({ length: 24 }, () => claimAt(NOW)));
      const got = claims.flatMap((claim) => claim?.timer.id ?? []);
      expect(got.sort()).to.deep.equal(timers.map(({ id }) => id).sort());
    });

    it('gives the timer of a dead worker on when its lease is over, and refuses the late one', async () => {
      await set();
      const dead = await mustClaim(NOW);
      expect(await claimAt(NOW + LEASE - 1)).to.equal(null);
      const heir = await mustClaim(NOW + LEASE);
      expect(heir.attempt).to.equal(2);
      expect(await store().commit({ timer: dead })).to.deep.equal({ status: 'fenced' });
      await store().releaseTimer(dead, NOW);
      expect(await claimAt(NOW + LEASE), 'a late release takes nothing away').to.equal(null);
      expect((await store().commit({ timer: heir })).status).to.equal('committed');
    });

    it('lets only one of two that act on one timer commit, in the same moment', async () => {
      for (let round = 0; round < 5; round += 1) {
        await set();
        const dead = await mustClaim(NOW);
        const heir = await mustClaim(NOW + LEASE);
        const live = () => [sample.aLiveEvent(sample.aPerson())];
        const results = await Promise.all(
          [dead, heir, heir].map((timer) => store().commit({ timer, live: live() })),
        );
        const statuses = results.map(({ status }) => status);
        expect(statuses.filter((status) => status === 'committed')).to.have.length(1);
        expect(statuses[0]).to.equal('fenced');
      }
    });

    it('is due again when it was given back', async () => {
      await set();
      await store().releaseTimer(await mustClaim(NOW), NOW + HOUR);
      expect(await claimAt(NOW + HOUR - 1)).to.equal(null);
      expect((await mustClaim(NOW + HOUR)).attempt).to.equal(2);
    });

    it('puts a timer in the place of one of the same name, and off whoever has it', async () => {
      const timer = await set();
      const claim = await mustClaim(NOW);
      const moved = { ...timer, dueAt: NOW + HOUR, data: { status: 'screening' } };
      await store().commit({ timers: [moved] });
      expect(await store().commit({ timer: claim })).to.deep.equal({ status: 'fenced' });
      expect(await claimAt(NOW + HOUR - 1)).to.equal(null);
      const next = await mustClaim(NOW + HOUR);
      expect(next.timer).to.deep.equal(moved);
      expect(next.attempt, 'its attempts begin anew').to.equal(1);
    });

    it('can be set anew by its own commit', async () => {
      const timer = await set();
      const next = { ...timer, dueAt: NOW + HOUR };
      await store().commit({ timer: await mustClaim(NOW), timers: [next] });
      expect(await store().timersOf(timer.subject)).to.deep.equal([next]);
      expect((await mustClaim(NOW + HOUR)).timer).to.deep.equal(next);
    });

    it('does not fire what was cancelled, even while somebody has it', async () => {
      const [waiting, held] = [await set({ dueAt: NOW + 1 }), await set()];
      const claim = await mustClaim(NOW);
      await store().commit({ cancelTimers: [waiting.id, held.id, 'ask_solved:nobody'] });
      expect(await store().commit({ timer: claim })).to.deep.equal({ status: 'fenced' });
      expect(await claimAt(NOW + 1e9)).to.equal(null);
    });

    it('does not wait for the end of a lease that a clock ahead of time gave', async () => {
      await set();
      const ahead = await mustClaim(NOW + 24 * HOUR);
      expect(await claimAt(NOW + 24 * HOUR)).to.equal(null);
      const back = await mustClaim(NOW);
      expect(await store().commit({ timer: ahead })).to.deep.equal({ status: 'fenced' });
      expect(await claimAt(NOW), 'a lease of now is none of those').to.equal(null);
      expect(STRAY_LEASES).to.be.greaterThan(1);
      expect((await store().commit({ timer: back })).status).to.equal('committed');
    });

    it('survives the end of the process, held or not, with what is due counted', async () => {
      const timers = [await set(), await set({ dueAt: NOW + 1 })];
      const dead = await mustClaim(NOW);
      expect((await store().backlog()).timers).to.be.at.least(1);
      await reopen();
      const late = Date.now() + 1e9;
      const claims = [await mustClaim(late), await mustClaim(late)];
      expect(claims.map(({ timer }) => timer.id).sort()).to.deep.equal(
        timers.map(({ id }) => id).sort(),
      );
      expect(await store().commit({ timer: dead })).to.deep.equal({ status: 'fenced' });
      for (const timer of claims) await store().commit({ timer });
      expect((await store().backlog()).timers).to.equal(0);
    });
  });
}
