import { expect } from 'chai';
import { RETENTION } from '../../src/domain/retention.ts';
import { finishAll } from './accept.contract.ts';
import { LEASE, NOW, aLiveEvent, aMember, aPerson, aSession, anEvent } from './samples.ts';
import type { Engine } from './store.contract.ts';

const HOUR = 3_600_000;

export function sweepContract({ store }: Engine): void {
  describe('sweeping', () => {
    before(() => finishAll({ store }));

    it('knows a key for the 48 hours and more that Facebook may deliver again, then forgets it', async () => {
      const person = aPerson();
      const [turned, ignored] = [anEvent(person), anEvent(person, { kind: 'ignored' })];
      await store().accept([turned, ignored], NOW);
      await finishAll({ store });
      await store().sweep(NOW + 48 * HOUR);
      await store().sweep(NOW + RETENTION.intakeKeyMs);
      const again = await store().accept([turned, ignored], NOW);
      expect(again).to.deep.equal({ stored: 0, duplicates: 2 });
      const { keys } = await store().sweep(NOW + RETENTION.intakeKeyMs + 1);
      expect(keys).to.be.greaterThan(1);
      expect((await store().accept([turned, ignored], NOW)).stored).to.equal(2);
      await finishAll({ store });
    });

    it('blanks the body of what made no turn after a day, once', async () => {
      await store().sweep(NOW + 30 * 24 * HOUR);
      await store().accept([anEvent(aPerson(), { kind: 'ignored' })], NOW);
      expect((await store().sweep(NOW + RETENTION.idleBodyMs)).bodies).to.equal(0);
      expect((await store().sweep(NOW + RETENTION.idleBodyMs + 1)).bodies).to.equal(1);
      expect((await store().sweep(NOW + RETENTION.idleBodyMs + 1)).bodies).to.equal(0);
    });

    it('leaves alone what waits, however old it is', async () => {
      const event = anEvent(aPerson());
      await store().accept([event], NOW);
      await store().sweep(NOW + 365 * 24 * HOUR);
      const turn = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      expect(turn?.events).to.deep.equal([event]);
      if (turn !== null) await store().commit({ turn });
    });

    it('drops any number of rows', async () => {
      const person = aPerson();
      const events = Array.from({ length: 1_100 }, () => anEvent(person, { kind: 'ignored' }));
      await store().accept(events, NOW);
      const late = NOW + RETENTION.intakeKeyMs + 1;
      expect((await store().sweep(late)).keys).to.be.at.least(1_100);
      expect(await store().sweep(late)).to.include({ bodies: 0, keys: 0 });
    });

    it('ends sessions that have run out, and no others', async () => {
      const session = aSession(aMember());
      await store().addSession(session);
      await store().sweep(session.expiresAt);
      expect(await store().sessionByTokenHash(session.tokenHash)).to.deep.equal(session);
      await store().sweep(session.expiresAt + 1);
      expect(await store().sessionByTokenHash(session.tokenHash)).to.equal(null);
    });

    it('keeps live events for a day', async () => {
      const event = aLiveEvent(aPerson());
      const kept = async () =>
        (await store().liveEvents('', 10_000)).some(({ id }) => id === event.id);
      await store().commit({ live: [event] });
      await store().sweep(event.at + RETENTION.liveEventMs);
      expect(await kept()).to.equal(true);
      await store().sweep(event.at + RETENTION.liveEventMs + 1);
      expect(await kept()).to.equal(false);
    });
  });
}
