import { expect } from 'chai';
import type { LiveEvent } from '../../src/domain/live-event.ts';
import { finishAll } from './accept.contract.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { NOW } = sample;

export function commitContract({ store }: Engine): void {
  describe('committing', () => {
    afterEach(() => finishAll({ store }));

    it('stores all parts at once and gives them back as they were', async () => {
      const person = sample.aPerson();
      const conversation = sample.aConversation(person, { name: 'สมชาย ทดสอบ' });
      const record = sample.aCase(person);
      const { line, queued } = sample.aBotLine(person, 1);
      const evidence = sample.anEvidence(person, { reference: record.reference });
      const handoff = sample.aHandoff(person);
      const result = await store().commit({
        conversation: { expectedVersion: 0, next: conversation },
        messages: [line],
        outbox: [queued],
        cases: [{ expectedVersion: null, next: record }],
        handoffs: [handoff],
        evidence: [evidence],
      });
      expect(result).to.deep.equal({ status: 'committed' });
      expect(await store().conversation(person.id)).to.deep.equal(conversation);
      expect(await store().messages(person.id, { before: null, limit: 5 })).to.deep.equal([line]);
      expect(await store().caseByReference(record.reference)).to.deep.equal(record);
      expect(await store().openHandoff(person.id)).to.deep.equal(handoff);
      expect(await store().evidence(evidence.id)).to.deep.equal(evidence);
      expect(await store().evidenceOfCase(record.reference)).to.deep.equal([evidence]);
      expect(await store().evidenceOfConversation(person.id)).to.deep.equal([evidence]);
    });

    it('stores nothing of a change when a part of it cannot be stored', async () => {
      const person = sample.aPerson();
      await store().accept([sample.anEvent(person)], NOW);
      const turn = await store().claimTurn({ now: NOW, leaseMs: sample.LEASE });
      if (turn === null) throw new Error('Nothing was claimed.');
      const [one, two] = [sample.aBotLine(person, 1), sample.aBotLine(person, 1)];
      const record = sample.aCase(person);
      const waiting = (await store().backlog()).outbox;
      let failed = false;
      await store()
        .commit({
          turn,
          conversation: { expectedVersion: 0, next: sample.aConversation(person) },
          cases: [{ expectedVersion: null, next: record }],
          outbox: [one.queued],
          // Two lines in one place.
          messages: [one.line, two.line],
        })
        .catch(() => (failed = true));
      expect(failed).to.equal(true);
      expect(await store().conversation(person.id)).to.equal(null);
      expect(await store().caseByReference(record.reference)).to.equal(null);
      expect((await store().backlog()).outbox).to.equal(waiting);
      expect(await store().commit({ turn }), 'the turn is still ours').to.deep.equal({
        status: 'committed',
      });
    });

    it('keeps the dialog’s state as it is, whatever its keys and values', async () => {
      const person = sample.aPerson();
      const dialog = {
        $set: { 'a.b': [1, null, { $inc: 2 }], '': 0.1 },
        empty: {},
        none: [],
        _id: 'x',
        __v: 3,
        large: 9_007_199_254_740_991,
        date: '2026-11-25T00:00:00.000Z',
        words: 'ก\u0000ข 😀',
      };
      const next = sample.aConversation(person, { dialog });
      await store().commit({ conversation: { expectedVersion: 0, next } });
      expect(await store().conversation(person.id)).to.deep.equal(next);
      const second = { ...next, version: 2, dialog: { ...dialog, 'c.d': true } };
      await store().commit({ conversation: { expectedVersion: 1, next: second } });
      expect(await store().conversation(person.id)).to.deep.equal(second);
    });

    it('refuses a conversation that has changed since, and stores nothing of the rest', async () => {
      const person = sample.aPerson();
      const next = sample.aConversation(person);
      await store().commit({ conversation: { expectedVersion: 0, next } });
      for (const expectedVersion of [0, 7]) {
        const { line, queued } = sample.aBotLine(person, 1);
        const refused = await store().commit({
          conversation: { expectedVersion, next: { ...next, version: expectedVersion + 1 } },
          messages: [line],
          outbox: [queued],
        });
        expect(refused).to.deep.equal({ status: 'conflict', on: 'conversation' });
      }
      expect(await store().messages(person.id, { before: null, limit: 5 })).to.deep.equal([]);
    });

    it('refuses a reference that exists and a case that has changed since', async () => {
      const person = sample.aPerson();
      const next = sample.aCase(person);
      await store().commit({ cases: [{ expectedVersion: null, next }] });
      expect(await store().commit({ cases: [{ expectedVersion: null, next }] })).to.deep.equal({
        status: 'conflict',
        on: 'reference',
      });
      const moved = { ...next, version: 2, status: 'coordinating' as const };
      expect(await store().commit({ cases: [{ expectedVersion: 5, next: moved }] })).to.deep.equal({
        status: 'conflict',
        on: 'case',
      });
      await store().commit({ cases: [{ expectedVersion: 1, next: moved }] });
      expect((await store().caseByReference(next.reference))?.status).to.equal('coordinating');
    });

    it('lets a conversation have one open handoff', async () => {
      const person = sample.aPerson();
      const first = sample.aHandoff(person);
      await store().commit({ handoffs: [first] });
      expect(await store().commit({ handoffs: [sample.aHandoff(person)] })).to.deep.equal({
        status: 'conflict',
        on: 'handoff',
      });
      const { id, conversationId, reason, reference, requestedAt } = first;
      await store().commit({
        handoffs: [
          { id, conversationId, reason, reference, requestedAt, status: 'expired', expiredAt: NOW },
        ],
      });
      expect(await store().openHandoff(person.id)).to.equal(null);
      expect((await store().commit({ handoffs: [sample.aHandoff(person)] })).status).to.equal(
        'committed',
      );
    });

    it('tells screens what to look at again, and those that were away later', async () => {
      const person = sample.aPerson();
      const missed = sample.aLiveEvent(person);
      await store().commit({ live: [missed] });
      const live = sample.aLiveEvent(person);
      const heard = new Promise<LiveEvent>((resolve) => {
        const end = store().onLiveEvent((event) => {
          if (event.id !== live.id) return;
          end();
          resolve(event);
        });
      });
      await store().commit({ live: [live] });
      expect(await heard).to.deep.equal(live);
      const after = await store().liveEvents(missed.id, 10);
      expect(after.filter((event) => event.subject === person.id)).to.deep.equal([live]);
    });
  });
}
