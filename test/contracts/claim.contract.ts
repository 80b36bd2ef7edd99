import { expect } from 'chai';
import { finishAll } from './accept.contract.ts';
import { LEASE, NOW, aConversation, aPerson, anEvent } from './samples.ts';
import type { Engine } from './store.contract.ts';

export function claimContract({ store }: Engine): void {
  describe('claiming a turn', () => {
    const claimAt = (now: number) => store().claimTurn({ now, leaseMs: LEASE });
    afterEach(() => finishAll({ store }));

    it('gives nothing before it is due, then the oldest first, by when it happened', async () => {
      const person = aPerson();
      const late = anEvent(person, { at: NOW + 5 });
      const early = anEvent(person, { at: NOW + 1 });
      await store().accept([late, early], NOW + 700);
      expect(await claimAt(NOW + 699)).to.equal(null);
      const claim = await claimAt(NOW + 700);
      expect(claim?.events.map((event) => event.id)).to.deep.equal([early.id, late.id]);
      expect(claim?.attempt).to.equal(1);
    });

    it('gives a conversation to one worker until its lease ends', async () => {
      await store().accept([anEvent(aPerson())], NOW);
      const first = await claimAt(NOW);
      expect(await claimAt(NOW + LEASE - 1)).to.equal(null);
      const second = await claimAt(NOW + LEASE);
      expect(second?.conversationId).to.equal(first?.conversationId);
      expect(second?.fence).to.be.greaterThan(first?.fence ?? Infinity);
      expect(second?.attempt).to.equal(2);
    });

    it('lets a lease be extended by its holder only', async () => {
      await store().accept([anEvent(aPerson())], NOW);
      const first = await claimAt(NOW);
      if (first === null) throw new Error('Nothing was claimed.');
      expect(await store().extendTurn(first, NOW + 2 * LEASE)).to.equal(true);
      expect(await claimAt(NOW + LEASE)).to.equal(null);
      expect(await claimAt(NOW + 2 * LEASE)).to.not.equal(null);
      expect(await store().extendTurn(first, NOW + 9 * LEASE)).to.equal(false);
    });

    it('gives an abandoned turn again when it is due, and counts', async () => {
      await store().accept([anEvent(aPerson())], NOW);
      const first = await claimAt(NOW);
      if (first === null) throw new Error('Nothing was claimed.');
      await store().abandonTurn(first, NOW + 2_000);
      expect(await claimAt(NOW + 1_999)).to.equal(null);
      expect((await claimAt(NOW + 2_000))?.attempt).to.equal(2);
    });

    it('refuses the commit of a worker whose lease went to another', async () => {
      const person = aPerson();
      await store().accept([anEvent(person)], NOW);
      const slow = await claimAt(NOW);
      const quick = await claimAt(NOW + LEASE);
      if (slow === null || quick === null) throw new Error('Nothing was claimed.');
      const next = { expectedVersion: 0, next: aConversation(person) };
      expect(await store().commit({ turn: slow, conversation: next })).to.deep.equal({
        status: 'fenced',
      });
      expect(await store().conversation(person.id), 'nothing of it is stored').to.equal(null);
      expect(await store().commit({ turn: quick, conversation: next })).to.deep.equal({
        status: 'committed',
      });
    });

    it('gives what came in while a turn was taken as a turn of its own', async () => {
      const person = aPerson();
      await store().accept([anEvent(person)], NOW);
      const first = await claimAt(NOW);
      const late = anEvent(person, { receivedAt: NOW + 10 });
      await store().accept([late], NOW + 10);
      expect(await claimAt(NOW + 20)).to.equal(null);
      if (first !== null) await store().commit({ turn: first });
      const second = await claimAt(NOW + 20);
      expect(second?.events.map((event) => event.id)).to.deep.equal([late.id]);
      expect(second?.attempt, 'a fresh turn').to.equal(1);
    });

    it('gives the rest of a long batch at once', async () => {
      const person = aPerson();
      const events = Array.from({ length: 130 }, (_, n) => anEvent(person, { at: NOW + n }));
      await store().accept(events, NOW);
      const taken: string[] = [];
      for (let turn = await claimAt(NOW); turn !== null; turn = await claimAt(NOW)) {
        taken.push(...turn.events.map((event) => event.id));
        await store().commit({ turn });
      }
      expect(taken).to.deep.equal(events.map((event) => event.id));
    });

    it('gives the conversation that has waited longest first', async () => {
      const [late, early] = [aPerson(), aPerson()];
      await store().accept([anEvent(late)], NOW + 2);
      await store().accept([anEvent(early)], NOW + 1);
      expect((await claimAt(NOW + 5))?.conversationId).to.equal(early.id);
      expect((await claimAt(NOW + 5))?.conversationId).to.equal(late.id);
    });

    it('refuses a turn that was committed before, and gives it to nobody again', async () => {
      await store().accept([anEvent(aPerson())], NOW);
      const turn = await claimAt(NOW);
      if (turn === null) throw new Error('Nothing was claimed.');
      expect(await store().commit({ turn })).to.deep.equal({ status: 'committed' });
      expect(await store().commit({ turn })).to.deep.equal({ status: 'fenced' });
      await store().abandonTurn(turn, NOW);
      expect(await store().extendTurn(turn, NOW + LEASE)).to.equal(false);
      expect(await claimAt(NOW + 9 * LEASE)).to.equal(null);
    });
  });
}
