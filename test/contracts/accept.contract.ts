import { expect } from 'chai';
import { LEASE, NOW, aPerson, anEvent } from './samples.ts';
import type { Engine } from './store.contract.ts';

export function acceptContract({ store, reopen }: Engine): void {
  describe('accepting', () => {
    it('stores each key once, whether it comes again in the batch or later', async () => {
      const person = aPerson();
      const event = anEvent(person);
      const twin = { ...anEvent(person), key: event.key };
      expect(await store().accept([event, twin], NOW)).to.deep.equal({ stored: 1, duplicates: 1 });
      expect(await store().accept([event], NOW)).to.deep.equal({ stored: 0, duplicates: 1 });
      const claim = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      expect(claim?.events).to.deep.equal([event]);
      expect(await store().commit({ ...(claim && { turn: claim }) })).to.deep.equal({
        status: 'committed',
      });
      expect(await store().accept([event], NOW), 'also when it is done').to.deep.equal({
        stored: 0,
        duplicates: 1,
      });
    });

    it('stores a key once when it is delivered many times at the same moment', async () => {
      const event = anEvent(aPerson());
      const results = await Promise.all(
        Array.from({ length: 8 }, () => store().accept([event], NOW)),
      );
      expect(results.reduce((sum, { stored }) => sum + stored, 0)).to.equal(1);
      await finishAll({ store });
    });

    it('stores all of a batch or none of it', async () => {
      const [first, second] = [anEvent(aPerson()), anEvent(aPerson())];
      let failed = false;
      const broken = { ...second, raw: { huge: 1n } };
      await store()
        .accept([first, broken], NOW)
        .catch(() => (failed = true));
      expect(failed).to.equal(true);
      expect(await store().claimTurn({ now: NOW, leaseMs: LEASE })).to.equal(null);
      expect((await store().accept([first, second], NOW)).stored).to.equal(2);
      await finishAll({ store });
    });

    it('takes what is new of a batch that was seen in part', async () => {
      const [seen, fresh] = [anEvent(aPerson()), anEvent(aPerson())];
      await store().accept([seen], NOW);
      await finishAll({ store });
      expect(await store().accept([seen, fresh], NOW)).to.deep.equal({ stored: 1, duplicates: 1 });
      const claim = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      expect(claim?.events).to.deep.equal([fresh]);
      await finishAll({ store });
    });

    it('takes a batch of a thousand', async () => {
      const person = aPerson();
      const events = Array.from({ length: 1_000 }, () => anEvent(person));
      expect((await store().accept(events, NOW)).stored).to.equal(1_000);
      await finishAll({ store });
    });

    it('keeps what it accepted over a restart', async () => {
      const event = anEvent(aPerson());
      await store().accept([event], NOW);
      await reopen();
      const claim = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      expect(claim?.events).to.deep.equal([event]);
      if (claim !== null) await store().commit({ turn: claim });
    });

    it('keeps events without a conversation and ignored ones, and makes no turn of them', async () => {
      const person = aPerson();
      const stray = { ...anEvent(person), conversationId: null, psid: null };
      await store().accept([stray, anEvent(person, { kind: 'ignored' })], NOW);
      expect(await store().claimTurn({ now: NOW, leaseMs: LEASE })).to.equal(null);
      expect((await store().backlog()).intake).to.equal(0);
    });

    it('tells workers of this process at once', async () => {
      let told = 0;
      const end = store().onWork('intake', () => (told += 1));
      await store().accept([anEvent(aPerson())], NOW);
      expect(told).to.be.greaterThan(0);
      end();
      await finishAll({ store });
    });
  });
}

/** Takes and finishes every turn, so that the next test begins with none. */
export async function finishAll({ store }: Pick<Engine, 'store'>): Promise<void> {
  for (;;) {
    const claim = await store().claimTurn({ now: NOW + 1e9, leaseMs: LEASE });
    if (claim === null) return;
    await store().commit({ turn: claim });
  }
}
