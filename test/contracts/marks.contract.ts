import { expect } from 'chai';
import { NO_MARKS, type LineMarks } from '../../src/domain/line-marks.ts';
import { messageId } from '../../src/domain/ids.ts';
import type { LiveEvent } from '../../src/domain/live-event.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { deliverAll } from './outbox.contract.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { LEASE, NOW } = sample;
type Person = ReturnType<typeof sample.aPerson>;

/** What is done to lines after they were written, and how far a person has got and read. */
export function marksContract({ store, reopen }: Engine): void {
  const lines = (person: Person) => store().messages(person.id, { before: null, limit: 50 });
  const commit = (person: Person, messages: readonly ThreadMessage[]) =>
    store().commit({
      conversation: { expectedVersion: 0, next: sample.aConversation(person) },
      messages,
    });

  describe('lines by Facebook’s id', () => {
    it('are found, incoming and outgoing, in this conversation only', async () => {
      const [person, other] = [sample.aPerson(), sample.aPerson()];
      const said = aLine(person, 1, 'm_in');
      const { line, id } = sample.aBotLine(person, 2);
      const out = { ...line, delivery: { status: 'sent', at: NOW, mid: 'm_out' } } as const;
      await commit(person, [said, out, { ...aLine(person, 3, null), id: messageId(`${id}x`) }]);
      await commit(other, [aLine(other, 1, 'm_in')]);
      const found = await store().messagesByMid(person.id, ['m_out', 'm_in', 'm_unknown']);
      expect(found).to.deep.equal([said, out]);
      expect(await store().messagesByMid(person.id, [])).to.deep.equal([]);
    });

    it('are found as soon as a delivery or an echo tells the id', async () => {
      await deliverAll({ store });
      const person = sample.aPerson();
      const [one, two] = [sample.aBotLine(person, 1), sample.aBotLine(person, 2)];
      await store().commit({
        conversation: { expectedVersion: 0, next: sample.aConversation(person) },
        messages: [one.line, two.line],
        outbox: [one.queued, two.queued],
      });
      const claim = await store().claimDelivery({ now: NOW, leaseMs: LEASE });
      if (claim === null) throw new Error('Nothing was claimed.');
      const sent = { status: 'sent' as const, at: NOW, mid: 'm_told' };
      await store().recordDelivery(claim, one.id, sent, sample.aLiveEvent(person));
      await store().commit({ settled: [{ id: two.id, outcome: { ...sent, mid: 'm_echoed' } }] });
      const found = await store().messagesByMid(person.id, ['m_told', 'm_echoed']);
      expect(found.map(({ id }) => id)).to.deep.equal([one.id, two.id]);
      await deliverAll({ store });
    });
  });

  describe('amending a line', () => {
    const marks: LineMarks = {
      edits: [{ number: 1, text: 'ห้าพันบาท $set "x"', at: NOW + 1 }],
      reactions: [{ at: NOW + 2, name: 'love', emoji: '❤️' }],
      takenBackAt: null,
    };

    it('keeps everything else of it, and what is not in the thread stays out of it', async () => {
      const person = sample.aPerson();
      const line = aLine(person, 1, 'm_1', 'ห้าร้อยบาท');
      await commit(person, [line]);
      const stranger = aLine(person, 2, 'm_2');
      await store().commit({ amended: [{ ...line, marks }, stranger] });
      expect(await lines(person)).to.deep.equal([{ ...line, marks }]);
      await store().commit({ amended: [{ ...line, marks: NO_MARKS }] });
      expect(await lines(person)).to.deep.equal([{ ...line, marks: NO_MARKS }]);
    });

    it('leaves alone how far a line has come meanwhile', async () => {
      const person = sample.aPerson();
      const { line, queued, id } = sample.aBotLine(person, 1);
      await store().commit({
        conversation: { expectedVersion: 0, next: sample.aConversation(person) },
        messages: [line],
        outbox: [queued],
      });
      const delivery = { status: 'sent' as const, at: NOW, mid: 'm_1' };
      await store().commit({ settled: [{ id, outcome: delivery }] });
      await store().commit({ amended: [{ ...line, marks }] });
      expect(await lines(person)).to.deep.equal([{ ...line, delivery, marks }]);
    });

    it('lets it be found by the new words and the old ones, and by none when it is taken back', async () => {
      const person = sample.aPerson();
      const [before, after] = [`ก่อน${person.psid}`, `หลัง${person.psid}`];
      const line = aLine(person, 1, 'm_1', before);
      await commit(person, [line]);
      const edited = { ...NO_MARKS, edits: [{ number: 1, text: after, at: NOW }] };
      const found = async (q: string) =>
        (await store().conversations({ q, limit: 5 })).items.map(({ id }) => id);
      await store().commit({ amended: [{ ...line, marks: edited }] });
      expect(await found(after)).to.deep.equal([person.id]);
      expect(await found(before)).to.deep.equal([person.id]);
      await store().commit({ amended: [{ ...line, marks: { ...edited, takenBackAt: NOW } }] });
      expect(await found(after)).to.deep.equal([]);
      expect(await found(before)).to.deep.equal([]);
    });

    it('is undone with the rest of a change that is refused', async () => {
      const person = sample.aPerson();
      const line = aLine(person, 1, 'm_1');
      await commit(person, [line]);
      const refused = await store().commit({
        conversation: { expectedVersion: 7, next: sample.aConversation(person, { version: 8 }) },
        amended: [{ ...line, marks }],
      });
      expect(refused.status).to.equal('conflict');
      expect(await lines(person)).to.deep.equal([line]);
    });
  });

  describe('watermarks', () => {
    const seen = (person: Person, kind: 'delivery' | 'read', watermark: number) =>
      sample.anEvent(person, { kind, watermark, key: `${kind}:${systemIds.next()}`, raw: {} });
    const accept = (...events: ReturnType<typeof seen>[]) => store().accept(events, NOW);

    it('only rise, each of its own, and are kept over a restart', async () => {
      const person = sample.aPerson();
      expect(await store().watermarks(person.id)).to.deep.equal({
        deliveredUpTo: null,
        readUpTo: null,
      });
      expect(await accept(seen(person, 'delivery', NOW + 5))).to.deep.equal({
        stored: 1,
        duplicates: 0,
      });
      expect(await accept(seen(person, 'delivery', NOW + 4))).to.deep.equal({
        stored: 0,
        duplicates: 1,
      });
      await accept(seen(person, 'read', NOW + 2), seen(person, 'read', NOW + 3));
      await accept(seen(person, 'read', NOW + 1), seen(person, 'delivery', NOW + 6));
      await reopen();
      expect(await store().watermarks(person.id)).to.deep.equal({
        deliveredUpTo: NOW + 6,
        readUpTo: NOW + 3,
      });
    });

    it('rise to the highest, however many come at the same moment', async () => {
      const person = sample.aPerson();
      const order = [3, 9, 1, 7, 5, 8, 2, 6, 4];
      await Promise.all(order.map((n) => accept(seen(person, 'read', NOW + n))));
      expect((await store().watermarks(person.id)).readUpTo).to.equal(NOW + 9);
    });

    it('make no turn, wake nobody and leave the conversation as it is', async () => {
      const person = sample.aPerson();
      await commit(person, []);
      let woken = 0;
      const end = store().onWork('intake', () => (woken += 1));
      await accept(seen(person, 'read', NOW), seen(person, 'delivery', NOW));
      end();
      expect(woken).to.equal(0);
      expect(await store().claimTurn({ now: NOW + 1e9, leaseMs: LEASE })).to.equal(null);
      expect((await store().backlog()).intake).to.equal(0);
      expect(await store().conversation(person.id)).to.deep.equal(sample.aConversation(person));
    });

    it('come in one batch with what makes a turn', async () => {
      const person = sample.aPerson();
      const said = sample.anEvent(person);
      expect(await store().accept([seen(person, 'read', NOW), said], NOW)).to.deep.equal({
        stored: 2,
        duplicates: 0,
      });
      const claim = await store().claimTurn({ now: NOW, leaseMs: LEASE });
      expect(claim?.events).to.deep.equal([said]);
      expect((await store().watermarks(person.id)).readUpTo).to.equal(NOW);
      if (claim !== null) await store().commit({ turn: claim });
    });

    it('tell screens only when a line looks different by them', async () => {
      const person = sample.aPerson();
      const { line } = sample.aBotLine(person, 1);
      const delivery = { status: 'sent' as const, at: NOW + 10, mid: 'm_1' };
      await commit(person, [{ ...line, delivery }]);
      const heard: LiveEvent[] = [];
      const end = store().onLiveEvent((event) => {
        if (event.subject === person.id) heard.push(event);
      });
      await accept(seen(person, 'read', NOW + 9));
      await accept(seen(person, 'delivery', NOW + 10));
      await accept(seen(person, 'read', NOW + 11));
      await accept(seen(person, 'delivery', NOW + 12), seen(person, 'read', NOW + 13));
      for (let tries = 0; heard.length < 2 && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      end();
      expect(heard.map(({ topic }) => topic)).to.deep.equal(['thread', 'thread']);
    });
  });
}

function aLine(person: Person, seq: number, mid: string | null, text = 'ค่ะ'): ThreadMessage {
  return {
    id: messageId(systemIds.next()),
    conversationId: person.id,
    seq,
    at: NOW,
    direction: 'in',
    author: { kind: 'consumer' },
    content: { kind: 'text', text },
    mid,
  };
}
