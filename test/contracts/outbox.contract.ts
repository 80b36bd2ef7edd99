import { expect } from 'chai';
import type { Conversation } from '../../src/domain/conversation.ts';
import { ECHO_WAIT_MS } from '../../src/domain/outbox.ts';
import type { DeliveryClaim } from '../../src/ports.ts';
import * as sample from './samples.ts';
import type { Engine } from './store.contract.ts';

const { LEASE, NOW } = sample;

export function outboxContract({ store, reopen }: Engine): void {
  describe('delivering', () => {
    const claimAt = (now: number) => store().claimDelivery({ now, leaseMs: LEASE });
    const mustClaim = async (now: number): Promise<DeliveryClaim> => {
      const claim = await claimAt(now);
      if (claim === null) throw new Error('Nothing was claimed.');
      return claim;
    };
    const sent = { status: 'sent' as const, at: NOW, mid: 'm_out' };

    /** A person to whom two lines are to be sent. */
    const withTwoLines = async () => {
      const person = sample.aPerson();
      const first = sample.aBotLine(person, 1);
      const second = sample.aBotLine(person, 2);
      await store().commit({
        conversation: {
          expectedVersion: 0,
          next: sample.aConversation(person, { windowOpenedAt: NOW - 5 }),
        },
        messages: [first.line, second.line],
        outbox: [first.queued, second.queued],
      });
      const record = (claim: DeliveryClaim, id = first.id, outcome = sent) =>
        store().recordDelivery(claim, id, outcome, sample.aLiveEvent(person));
      return { person, first, second, record };
    };
    const finish = () => deliverAll({ store });
    beforeEach(finish);
    after(finish);

    const deliveryOf = async (person: ReturnType<typeof sample.aPerson>, seq: number) => {
      const lines = await store().messages(person.id, { before: seq + 1, limit: 1 });
      const line = lines[0];
      return line?.direction === 'out' ? line.delivery : null;
    };

    it('gives a person’s messages in order, to one worker, with the window', async () => {
      const { first, second, record, person } = await withTwoLines();
      const claim = await mustClaim(NOW);
      expect(claim.messages).to.deep.equal([first.queued, second.queued]);
      expect(claim.windowOpenedAt).to.equal(NOW - 5);
      expect(claim.threadElsewhere).to.equal(false);
      expect(claim.interrupted).to.equal(false);
      expect(await claimAt(NOW)).to.equal(null);
      expect(await record(claim)).to.equal(true);
      expect(await deliveryOf(person, 1)).to.deep.equal(sent);
      expect(await record(claim, second.id)).to.equal(true);
      expect(await claimAt(NOW + LEASE), 'nothing is left').to.equal(null);
    });

    it('keeps what only the person may read until it was sent, and not a moment longer', async () => {
      const ends = [
        { status: 'failed' as const, at: NOW, reason: 'graph_100' },
        { status: 'retry' as const, retryAt: NOW, reason: 'temporary' },
        sent,
      ];
      for (const outcome of ends) {
        const person = sample.aPerson();
        const { id, line, queued } = sample.aBotLine(person, 1, 'รหัสลับ ••••••');
        const content = { kind: 'text' as const, text: 'รหัสลับ 7K3FQM' };
        await store().commit({
          conversation: { expectedVersion: 0, next: sample.aConversation(person) },
          messages: [line],
          outbox: [{ ...queued, content, shown: queued.content }],
        });
        const claim = await mustClaim(NOW);
        expect(claim.messages[0]?.content).to.deep.equal(content);
        await store().recordDelivery(claim, id, outcome, sample.aLiveEvent(person));
        // Asked for again, so that it can be looked at.
        if (outcome.status !== 'retry') await store().commit({ requeue: id });
        const again = await claimAt(Date.now() + 1e9);
        expect(again?.messages[0]?.content ?? null, outcome.status).to.deep.equal(
          outcome.status === 'sent' ? null : content,
        );
        await finish();
      }
    });

    it('says when another app holds the thread', async () => {
      const { person } = await withTwoLines();
      const known = await store().conversation(person.id);
      if (known === null) throw new Error('The conversation is gone.');
      const next: Conversation = {
        ...known,
        version: 2,
        thread: { holder: 'other', appId: null, since: NOW },
      };
      await store().commit({ conversation: { expectedVersion: 1, next } });
      expect((await mustClaim(NOW)).threadElsewhere).to.equal(true);
    });

    it('holds later messages back behind a retry, and counts attempts', async () => {
      const { first, second, person } = await withTwoLines();
      const claim = await mustClaim(NOW);
      const retry = { status: 'retry' as const, retryAt: NOW + 3_000, reason: 'temporary' };
      const live = sample.aLiveEvent(person);
      expect(await store().recordDelivery(claim, first.id, retry, live)).to.equal(true);
      expect(await deliveryOf(person, 1)).to.deep.equal({
        status: 'retrying',
        attempts: 1,
        reason: 'temporary',
      });
      expect(await claimAt(NOW + 2_999)).to.equal(null);
      const again = await mustClaim(NOW + 3_000);
      expect(again.messages.map(({ id }) => id)).to.deep.equal([first.id, second.id]);
      expect(again.messages[0]?.attempts).to.equal(1);
    });

    it('parks until the person acts, and lets nothing pass what is parked', async () => {
      const { first, second, person } = await withTwoLines();
      const parked = { status: 'parked' as const, reason: 'window_closed' };
      await store().recordDelivery(
        await mustClaim(NOW),
        first.id,
        parked,
        sample.aLiveEvent(person),
      );
      expect(await claimAt(Date.now() + 1e9)).to.equal(null);
      expect((await store().backlog()).parked).to.be.greaterThan(0);
      const next = sample.aConversation(person, { version: 2 });
      await store().commit({ conversation: { expectedVersion: 1, next }, unpark: true });
      const claim = await mustClaim(Date.now() + 1e9);
      expect(claim.messages.map(({ id }) => id)).to.deep.equal([first.id, second.id]);
      expect(claim.messages[0]?.attempts, 'its attempts begin anew').to.equal(0);
    });

    it('parks nothing when the person acted while it was sent: it goes at once, and once', async () => {
      const { first, person } = await withTwoLines();
      const parked = { status: 'parked' as const, reason: 'window_closed' };
      const live = () => sample.aLiveEvent(person);
      const claim = await mustClaim(NOW);
      const next = sample.aConversation(person, { version: 2 });
      await store().commit({ conversation: { expectedVersion: 1, next }, unpark: true });
      expect(await store().recordDelivery(claim, first.id, parked, live())).to.equal(true);
      expect(await deliveryOf(person, 1)).to.deep.equal({
        status: 'retrying',
        attempts: 1,
        reason: 'window_closed',
      });
      const again = await mustClaim(Date.now() + 1e9);
      expect(again.messages[0]?.id).to.equal(first.id);
      await store().recordDelivery(again, first.id, parked, live());
      expect(await deliveryOf(person, 1), 'nobody acted since').to.deep.equal(parked);
      expect(await claimAt(Date.now() + 2e9)).to.equal(null);
    });

    it('wakes what is parked in the very moment in which the person acts', async () => {
      for (let round = 0; round < 10; round += 1) {
        const { first, second, person } = await withTwoLines();
        const claim = await mustClaim(NOW);
        const next = sample.aConversation(person, { version: 2 });
        const parked = { status: 'parked' as const, reason: 'window_closed' };
        await Promise.all([
          store().recordDelivery(claim, first.id, parked, sample.aLiveEvent(person)),
          store().commit({ conversation: { expectedVersion: 1, next }, unpark: true }),
        ]);
        const woken = await mustClaim(Date.now() + 1e9);
        expect(woken.messages.map(({ id }) => id)).to.deep.equal([first.id, second.id]);
        for (const { id } of woken.messages) {
          await store().recordDelivery(woken, id, sent, sample.aLiveEvent(person));
        }
      }
    });

    it('lets later messages pass one that failed, until it is asked for again', async () => {
      const { first, second, person, record } = await withTwoLines();
      const claim = await mustClaim(NOW);
      const failed = { status: 'failed' as const, at: NOW, reason: 'graph_100' };
      await store().recordDelivery(claim, first.id, failed, sample.aLiveEvent(person));
      await record(claim, second.id);
      expect(await deliveryOf(person, 1)).to.deep.equal(failed);
      await store().commit({ requeue: second.id });
      expect(await deliveryOf(person, 2), 'it was sent').to.deep.equal(sent);
      await store().commit({ requeue: first.id });
      expect(await deliveryOf(person, 1)).to.deep.equal({ status: 'queued' });
      const [message, ...rest] = (await mustClaim(NOW + 1e9)).messages;
      expect(message).to.deep.equal(first.queued, 'its attempts begin anew');
      expect(rest).to.deep.equal([]);
    });

    it('leaves alone what an echo has settled meanwhile', async () => {
      const { first, person, record } = await withTwoLines();
      const claim = await mustClaim(NOW);
      const echoed = { status: 'sent' as const, at: NOW + 1, mid: 'm_echo' };
      await store().commit({ settled: [{ id: first.id, outcome: echoed }] });
      expect(await record(claim)).to.equal(true);
      expect(await deliveryOf(person, 1)).to.deep.equal(echoed);
    });

    it('lets a process that has just come wait anew for an echo that nobody may have heard', async () => {
      const { person } = await withTwoLines();
      // By the clock of the machine, as the next process begins by it: what other tests left is due too.
      const theirs = async (now: number) => {
        for (let claim = await claimAt(now); claim !== null; claim = await claimAt(now)) {
          if (claim.conversationId === person.id) return claim;
        }
        return null;
      };
      const died = Date.now() - LEASE - 3 * ECHO_WAIT_MS;
      expect(await theirs(died)).to.not.equal(null);
      expect(await theirs(died + LEASE), 'the wait begins').to.equal(null);
      await reopen();
      const back = Date.now();
      expect(await theirs(back), 'it ran out while nobody was there').to.equal(null);
      expect(await theirs(back + ECHO_WAIT_MS / 2)).to.equal(null);
      const next = await theirs(back + ECHO_WAIT_MS + 1_000);
      expect(next?.interrupted).to.equal(true);
    });

    it('leaves the echo of a dead worker’s message time to come, then tells the next worker', async () => {
      const { first, record } = await withTwoLines();
      const dead = await mustClaim(NOW);
      const over = NOW + 9 * LEASE;
      expect(await claimAt(over), 'however long it has been dead').to.equal(null);
      expect(await claimAt(over + ECHO_WAIT_MS - 1)).to.equal(null);
      const next = await mustClaim(over + ECHO_WAIT_MS);
      expect(next.interrupted).to.equal(true);
      expect(next.fence).to.be.greaterThan(dead.fence);
      expect(next.messages[0]?.id).to.equal(first.id);
      expect(await record(next)).to.equal(true);
    });

    it('leaves that time again when the next worker dies too', async () => {
      await withTwoLines();
      await mustClaim(NOW);
      await claimAt(NOW + LEASE);
      await mustClaim(NOW + 2 * LEASE);
      expect(await claimAt(NOW + 3 * LEASE)).to.equal(null);
      expect(await claimAt(NOW + 3 * LEASE + ECHO_WAIT_MS - 1)).to.equal(null);
      expect((await mustClaim(NOW + 3 * LEASE + ECHO_WAIT_MS)).interrupted).to.equal(true);
    });

    it('remembers the interruption until a worker has told what became of the message', async () => {
      const { record } = await withTwoLines();
      await mustClaim(NOW);
      await claimAt(NOW + LEASE);
      const now = NOW + 2 * LEASE;
      await store().releaseDelivery(await mustClaim(now), now);
      const claim = await mustClaim(now);
      expect(claim.interrupted).to.equal(true);
      await record(claim);
      await store().releaseDelivery(claim, now);
      expect((await mustClaim(now)).interrupted).to.equal(false);
    });

    it('shortens no wait when something new is to be sent', async () => {
      const { person, first } = await withTwoLines();
      const add = async (seq: number) => {
        const { line, queued } = sample.aBotLine(person, seq);
        await store().commit({ messages: [line], outbox: [queued] });
      };
      const claim = await mustClaim(NOW);
      const retry = { status: 'retry' as const, retryAt: NOW + 500, reason: 'temporary' };
      await store().recordDelivery(claim, first.id, retry, sample.aLiveEvent(person));
      expect(await store().extendDelivery(claim, NOW + LEASE), 'its claim has ended').to.equal(
        false,
      );
      await add(3);
      expect(await claimAt(NOW + 499)).to.equal(null);
      await mustClaim(NOW + 500);
      const over = NOW + 500 + LEASE;
      expect(await claimAt(over)).to.equal(null);
      await add(4);
      expect(await claimAt(over + ECHO_WAIT_MS - 1)).to.equal(null);
      expect((await mustClaim(over + ECHO_WAIT_MS)).interrupted).to.equal(true);
    });

    it('believes a worker whose lease is gone that it has sent, and nothing else', async () => {
      const { person, second, record } = await withTwoLines();
      const slow = await mustClaim(NOW);
      await claimAt(NOW + LEASE);
      const failed = { status: 'failed' as const, at: NOW, reason: 'graph_100' };
      const live = () => sample.aLiveEvent(person);
      expect(await store().recordDelivery(slow, second.id, failed, live())).to.equal(false);
      expect(await record(slow)).to.equal(false);
      expect(await deliveryOf(person, 1)).to.deep.equal(sent);
      expect(await deliveryOf(person, 2)).to.deep.equal({ status: 'queued' });
      const next = await mustClaim(NOW + LEASE + ECHO_WAIT_MS);
      expect(next.messages.map(({ id }) => id)).to.deep.equal([second.id]);
      expect(await deliveryOf(person, 1)).to.deep.equal(sent);
    });

    it('lets a lease be extended by its holder only', async () => {
      const { record } = await withTwoLines();
      const claim = await mustClaim(NOW);
      expect(await store().extendDelivery(claim, NOW + 2 * LEASE)).to.equal(true);
      expect(await claimAt(NOW + 2 * LEASE - 1)).to.equal(null);
      expect(await record(claim), 'it still holds it').to.equal(true);
      expect(await claimAt(NOW + 2 * LEASE), 'now it is lost').to.equal(null);
      expect(await store().extendDelivery(claim, NOW + 9 * LEASE)).to.equal(false);
      expect(await mustClaim(NOW + 2 * LEASE + ECHO_WAIT_MS)).to.not.equal(null);
      expect(await store().extendDelivery(claim, NOW + 9 * LEASE)).to.equal(false);
    });

    it('takes a claim back that was not used up', async () => {
      await withTwoLines();
      await store().releaseDelivery(await mustClaim(NOW), NOW + 50);
      expect(await claimAt(NOW + 49)).to.equal(null);
      expect((await mustClaim(NOW + 50)).messages).to.have.length(2);
    });

    it('leaves nothing due when a claim is given back behind its last message', async () => {
      const { second, record } = await withTwoLines();
      const claim = await mustClaim(NOW);
      await record(claim);
      await record(claim, second.id);
      await store().releaseDelivery(claim, NOW);
      await store().commit({ outbox: [] });
      expect(await claimAt(NOW + 1e9)).to.equal(null);
    });

    it('sends what was added while a claim lasts, and more than one claim takes', async () => {
      const { person, first, second, record } = await withTwoLines();
      const claim = await mustClaim(NOW);
      const later = Array.from({ length: 25 }, (_, n) => sample.aBotLine(person, n + 3));
      await store().commit({
        messages: later.map(({ line }) => line),
        outbox: later.map(({ queued }) => queued),
      });
      expect(await claimAt(NOW), 'the order is kept by one worker at a time').to.equal(null);
      await record(claim);
      await record(claim, second.id);
      const ids: string[] = [];
      for (let next = await claimAt(NOW); next !== null; next = await claimAt(NOW)) {
        for (const { id } of next.messages) {
          ids.push(id);
          await record(next, id);
        }
      }
      expect(ids).to.deep.equal(later.map(({ id }) => id));
      expect(await deliveryOf(person, 27)).to.deep.equal(sent);
      await store().commit({ requeue: first.id });
      expect(await claimAt(NOW + 1e9), 'sent is sent').to.equal(null);
    });
  });
}

/** Sends everything that can be sent, so that the next test begins with nothing. */
export async function deliverAll({ store }: Pick<Engine, 'store'>): Promise<void> {
  let now = Date.now() + 1e9;
  // Behind the first time that finds nothing, leases that ran out rest for a while.
  for (let idle = 0; idle < 2;) {
    const claim = await store().claimDelivery({ now, leaseMs: sample.LEASE });
    if (claim === null) {
      idle += 1;
      now += ECHO_WAIT_MS;
      continue;
    }
    for (const { id } of claim.messages) {
      const outcome = { status: 'sent' as const, at: sample.NOW, mid: null };
      await store().recordDelivery(claim, id, outcome, sample.aLiveEvent(sample.aPerson()));
    }
  }
}
