import { expect } from 'chai';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../../src/domain/graph-errors.ts';
import { deliverNext } from '../../src/delivery/worker.ts';
import { messageId } from '../../src/domain/ids.ts';
import { DeliveryDesk } from '../fakes/delivery-desk.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const refuse =
  (code: number, subcode: number | null = null) =>
  () =>
    Promise.reject(new GraphRejectedError({ httpStatus: 400, code, subcode, message: 'no' }));

describe('the delivery worker', () => {
  let desk: DeliveryDesk;
  beforeEach(async () => {
    desk = new DeliveryDesk();
    await desk.restart();
  });
  afterEach(() => desk.remove());

  it('sends a conversation’s messages in order, each with its outbox id as metadata', async () => {
    const { id } = await desk.queue('5001', 'one', 'two', 'three');
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'two', 'three']);
    const lines = await desk.store.messages(id, { before: null, limit: 10 });
    expect(desk.sent.map(({ metadata }) => metadata)).to.deep.equal(lines.map((line) => line.id));
    expect((await desk.deliveries(id)).map(({ status }) => status)).to.deep.equal(
      Array(3).fill('sent'),
    );
  });

  it('holds later messages behind one that has to be tried again', async () => {
    await desk.queue('5001', 'one', 'two');
    desk.answers.push(refuse(2));
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one']);
    desk.now += 2 * SECOND;
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'one', 'two']);
  });

  it('lets other conversations go on meanwhile', async () => {
    await desk.queue('5001', 'one');
    await desk.queue('5002', 'two');
    desk.answers.push(refuse(2));
    await desk.deliverAll();
    expect(desk.texts).to.have.members(['one', 'two']);
  });

  it('parks what a person cannot receive until that person acts', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.answers.push(refuse(10, 2018108));
    await desk.deliverAll();
    desk.now += 24 * 60 * MINUTE;
    await desk.deliverAll();
    expect(await desk.deliveries(id)).to.deep.equal([
      { status: 'parked', reason: 'person_unavailable' },
    ]);
    expect(desk.sent).to.have.length(1);
    const conversation = await desk.store.conversation(id);
    if (conversation === null) throw new Error('The conversation is gone.');
    const { version } = conversation;
    const next = { ...conversation, version: version + 1, windowOpenedAt: desk.now };
    await desk.store.commit({ conversation: { expectedVersion: version, next }, unpark: true });
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'one']);
  });

  for (const [what, code, subcode, reason] of [
    ['the window has closed', 10, 2018278, 'undeliverable'],
    ['another app holds the thread', 10, 2018300, 'answered_elsewhere'],
  ] as const) {
    it(`puts the conversation into the agents’ queue when ${what}`, async () => {
      const { id } = await desk.queue('5001', 'one');
      desk.answers.push(refuse(code, subcode));
      await desk.deliverAll();
      expect((await desk.store.conversation(id))?.control.holder).to.equal('queue');
      expect(await desk.store.openHandoff(id)).to.include({ status: 'pending', reason });
      expect((await desk.deliveries(id)).map(({ status }) => status)).to.deep.equal(['parked']);
    });
  }

  it('opens no second handoff when several messages meet a closed window', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.answers.push(refuse(10, 2018278), refuse(10, 2018278));
    await desk.deliverAll();
    const handoff = await desk.store.openHandoff(id);
    await desk.store.commit({ requeue: messageId(desk.sent[0]?.metadata ?? '') });
    await desk.deliverAll();
    expect(desk.sent).to.have.length(2);
    expect(await desk.store.openHandoff(id)).to.deep.equal(handoff);
  });

  it('shows agents what will never arrive, and goes on with the next message', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    desk.answers.push(refuse(100, 2018001));
    await desk.deliverAll();
    expect((await desk.deliveries(id)).map(({ status }) => status)).to.deep.equal([
      'failed',
      'sent',
    ]);
  });

  it('does not send again what Graph says was sent although it answered with an error', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.answers.push(refuse(1, 1357046));
    await desk.deliverAll();
    desk.now += 60 * MINUTE;
    await desk.deliverAll();
    expect(desk.sent).to.have.length(1);
    expect((await desk.deliveries(id))[0]?.status).to.equal('sent');
  });

  it('sends nothing that the window forbids', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.now += 25 * 60 * MINUTE;
    await desk.deliverAll();
    expect(desk.sent).to.deep.equal([]);
    expect(await desk.deliveries(id)).to.deep.equal([
      { status: 'parked', reason: 'window_closed' },
    ]);
  });

  for (const [what, jump] of [
    ['a worker stood still', 45 * SECOND],
    ['the clock stepped forwards', 60 * MINUTE],
  ] as const) {
    it(`sends each message once when ${what} during a send and another worker took over`, async () => {
      const { id } = await desk.queue('5001', 'one', 'two');
      desk.answers.push(async () => {
        desk.now += jump;
        expect(await desk.deliver(), 'it leaves the echo time').to.equal(false);
        return { mid: 'm_slow' };
      });
      await desk.deliver();
      expect(desk.texts, 'it has lost its lease').to.deep.equal(['one']);
      desk.now += 20 * SECOND;
      await desk.deliverAll();
      expect(desk.texts).to.deep.equal(['one', 'two']);
      expect((await desk.deliveries(id))[0]).to.include({ status: 'sent', mid: 'm_slow' });
    });
  }

  it('asks the store before it begins a send with an old lease, and begins none without it', async () => {
    await desk.queue('5001', 'one', 'two');
    const { options } = desk;
    const store = { ...desk.store, extendDelivery: () => Promise.resolve(false) };
    const steps = { now: () => (desk.now += 3 * SECOND) };
    await deliverNext({ ...options, store, clock: steps });
    expect(desk.texts).to.deep.equal([]);
  });

  it('tells a bug to the loop around it and keeps the message', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.answers.push(() => Promise.reject(new TypeError('a bug')));
    expect(await desk.deliver().catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    desk.now += 2 * MINUTE;
    await desk.deliverAll();
    desk.now += 20 * SECOND;
    await desk.deliverAll();
    expect((await desk.deliveries(id))[0]?.status).to.equal('sent');
  });
});

describe('a Page that Graph takes nothing from', () => {
  let desk: DeliveryDesk;
  const people = ['5001', '5002', '5003', '5004'];
  beforeEach(async () => {
    desk = new DeliveryDesk();
    await desk.restart();
    for (const psid of people) await desk.queue(psid, `to ${psid}`);
  });
  afterEach(() => desk.remove());

  for (const [what, code, subcode, reason] of [
    ['token is dead', 190, 460, 'token'],
    ['messaging is restricted', 10, 1893063, 'page_restricted'],
  ] as const) {
    it(`stops at the first refusal, loudly, when its ${what}`, async () => {
      desk.answers.push(refuse(code, subcode));
      await desk.deliverAll();
      expect(desk.sent).to.have.length(1);
      expect(desk.gate.stopped?.reason).to.equal(reason);
      const alarm = { level: 'error', event: 'delivery.page_stopped', reason };
      expect(desk.logged).to.deep.include(alarm);
    });
  }

  it('tries one message a minute, and says each time that it is stopped', async () => {
    desk.answers.push(refuse(190), refuse(190), refuse(190));
    await desk.deliverAll();
    for (const minute of [1, 2]) {
      desk.now += 59 * SECOND;
      await desk.deliverAll();
      expect(desk.sent, 'before the minute is over').to.have.length(minute);
      desk.now += SECOND;
      await desk.deliverAll();
      expect(desk.sent, 'after it').to.have.length(minute + 1);
    }
    const alarms = desk.logged.filter(({ event }) => event === 'delivery.page_stopped');
    expect(alarms).to.have.length(3);
  });

  it('sends everything, once and in order, when the token works again', async () => {
    await desk.queue('5001', 'second to 5001');
    desk.answers.push(...Array.from({ length: 20 }, () => refuse(190)));
    for (let minute = 0; minute < 20; minute += 1) {
      await desk.deliverAll();
      desk.now += MINUTE;
    }
    desk.sent.length = 0;
    await desk.deliverAll();
    desk.now += MINUTE;
    await desk.deliverAll();
    expect(desk.gate.stopped).to.equal(null);
    expect(desk.logged).to.deep.include({
      level: 'info',
      event: 'delivery.page_resumed',
      reason: 'token',
    });
    expect(desk.texts.toSorted()).to.deep.equal(
      [...people.map((psid) => `to ${psid}`), 'second to 5001'].toSorted(),
    );
    expect(desk.texts.indexOf('to 5001')).to.be.lessThan(desk.texts.indexOf('second to 5001'));
    expect(await desk.store.backlog()).to.deep.include({ outbox: 0, parked: 0 });
  });

  it('sends with a new token after a restart without waiting for the minute', async () => {
    desk.answers.push(refuse(190));
    await desk.deliverAll();
    await desk.die();
    await desk.restart();
    await desk.deliverAll();
    expect(desk.sent.length).to.equal(people.length);
  });

  it('lets one worker try while the others wait', async () => {
    desk.answers.push(refuse(190));
    await desk.deliverAll();
    desk.now += MINUTE;
    let answer: (result: { mid: string }) => void = () => undefined;
    desk.answers.push(() => new Promise((resolve) => (answer = resolve)));
    const probe = desk.deliver();
    while (desk.sent.length < 2) await new Promise(setImmediate);
    expect(await desk.deliver(), 'a second worker').to.equal(false);
    answer({ mid: 'm_probe' });
    await probe;
    expect(await desk.deliver(), 'after the probe').to.equal(true);
  });

  it('stays stopped when the probe gets no answer', async () => {
    desk.answers.push(refuse(190));
    await desk.deliverAll();
    for (const error of [
      new GraphUnreachableError('refused'),
      new GraphUnknownOutcomeError('silence'),
    ]) {
      desk.now += MINUTE;
      desk.answers.push(() => Promise.reject(error));
      await desk.deliver();
      expect(desk.gate.stopped?.reason).to.equal('token');
    }
  });

  it('opens again when Graph refuses the probe for its own sake', async () => {
    desk.answers.push(refuse(190));
    await desk.deliverAll();
    desk.now += MINUTE;
    desk.answers.push(refuse(100, 2018001));
    await desk.deliver();
    expect(desk.gate.stopped).to.equal(null);
  });

  it('pauses for a rate limit, as a warning', async () => {
    desk.answers.push(refuse(613));
    await desk.deliverAll();
    expect(desk.sent).to.have.length(1);
    expect(desk.logged.map(({ event }) => event)).to.include('delivery.page_paused');
    expect(desk.logged.filter(({ level }) => level === 'error')).to.deep.equal([]);
    desk.now += 5 * SECOND;
    await desk.deliverAll();
    expect(desk.sent).to.have.length(people.length + 1);
  });

  it('holds back what another worker has in hand when the stop comes', async () => {
    await desk.queue('5001', 'second to 5001');
    let answer: (result: { mid: string }) => void = () => undefined;
    desk.answers.push(() => new Promise((resolve) => (answer = resolve)), refuse(190));
    const inHand = desk.deliver();
    while (desk.sent.length < 1) await new Promise(setImmediate);
    await desk.deliver();
    answer({ mid: 'm_1' });
    await inHand;
    expect(desk.texts).to.have.length(2);
    expect(desk.texts).to.not.include('second to 5001');
  });
});
