import { expect } from 'chai';
import { finishAll } from './accept.contract.ts';
import { LEASE, NOW, aBotLine, aConversation, aPerson, anEvent } from './samples.ts';
import type { Engine } from './store.contract.ts';

export function racesOf(count: number, round: (n: number) => Promise<void>): Promise<void> {
  return Array.from({ length: count }, (_, n) => n).reduce(
    (before, n) => before.then(() => round(n)),
    Promise.resolve(),
  );
}

/** @param rounds how often each race is run */
export function raceContract({ store }: Engine, rounds = 25): void {
  describe('racing', function () {
    this.timeout(60_000 + rounds * 1_000);
    afterEach(() => finishAll({ store }));

    it('gives one conversation to one of several workers', async () => {
      await racesOf(rounds, async () => {
        await store().accept([anEvent(aPerson())], NOW);
        const claims = await Promise.all(
          [1, 2, 3, 4].map(() => store().claimTurn({ now: NOW, leaseMs: LEASE })),
        );
        const won = claims.filter((claim) => claim !== null);
        expect(won).to.have.length(1);
        const [turn] = won;
        if (turn !== undefined) await store().commit({ turn });
      });
    });

    it('lets one of two commits on the same conversation win, whole', async () => {
      await racesOf(rounds, async (n) => {
        const person = aPerson();
        const next = aConversation(person);
        await store().commit({ conversation: { expectedVersion: 0, next } });
        const attempts = [aBotLine(person, 1), aBotLine(person, 1)].map(({ line, queued }) =>
          store().commit({
            conversation: { expectedVersion: 1, next: { ...next, version: 2, unread: n } },
            messages: [line],
            outbox: [queued],
          }),
        );
        const results = await Promise.all(attempts);
        expect(results.map(({ status }) => status).toSorted()).to.deep.equal([
          'committed',
          'conflict',
        ]);
        expect(await store().messages(person.id, { before: null, limit: 9 })).to.have.length(1);
      });
    });

    it('overlooks nothing that comes in while a turn ends', async () => {
      await racesOf(rounds, async () => {
        const person = aPerson();
        await store().accept([anEvent(person)], NOW);
        const turn = await store().claimTurn({ now: NOW, leaseMs: LEASE });
        if (turn === null) throw new Error('Nothing was claimed.');
        const late = anEvent(person);
        await Promise.all([store().accept([late], NOW), store().commit({ turn })]);
        const next = await store().claimTurn({ now: NOW, leaseMs: LEASE });
        expect(next?.events.map(({ id }) => id)).to.deep.equal([late.id]);
        if (next !== null) await store().commit({ turn: next });
      });
    });
  });
}
