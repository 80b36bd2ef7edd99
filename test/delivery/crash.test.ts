import { expect } from 'chai';
import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import type { TakeTurnTools } from '../../src/conversation/turn/turn-tools.ts';
import { DialogEngine } from '../../src/dialog/engine.ts';
import { deliverNext } from '../../src/delivery/worker.ts';
import { GraphUnknownOutcomeError } from '../../src/domain/graph-errors.ts';
import { readWebhook } from '../../src/messenger/events.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import { DeliveryDesk, type Sent } from '../fakes/delivery-desk.ts';
import { greeting } from '../fakes/readings.ts';
import { shippedContent } from '../fakes/shipped.ts';

const SECOND = 1_000;
const PAGE = '1212';
const APP = '900100';

describe('a process that dies on the way from commit to consumer', () => {
  const content = shippedContent();
  const adapter = new MessengerAdapter({ pageId: PAGE });
  const engine = new DialogEngine({ flows: content.flows, adapter, knowledge: content.faq });
  let desk: DeliveryDesk;

  beforeEach(async () => {
    desk = new DeliveryDesk();
    await desk.restart();
  });
  afterEach(() => desk.remove());

  const takeTurns = async (): Promise<void> => {
    const { store, clock, ids, log } = desk;
    const tools: TakeTurnTools = {
      store,
      engine,
      trackPage: () => 'https://desk.example.org/track',
      privacyPage: 'https://desk.example.org/privacy',
      idleDays: 90,
      understand: greeting,
      download: () => Promise.resolve({ status: 'failed', reason: 'unreachable' }),
      sender: { signal: () => Promise.resolve() },
      appId: APP,
      clock,
      ids,
      log,
    };
    while (await takeNextTurn(tools));
  };

  const receive = async (item: object): Promise<void> => {
    const body = { object: 'page', entry: [{ id: PAGE, messaging: [item] }] };
    const read = readWebhook(body, { newId: desk.ids.next, now: desk.now });
    if (read.status !== 'events') throw new Error('The item was not read.');
    await desk.store.accept(read.events, desk.now);
    await takeTurns();
  };

  const says = (psid: string, text: string) =>
    receive({
      sender: { id: psid },
      recipient: { id: PAGE },
      timestamp: desk.now,
      message: { mid: `m_in_${desk.now}`, text },
    });

  const echoOf = (message: Sent, mid = 'm_echo') => ({
    sender: { id: PAGE },
    recipient: { id: message.psid },
    timestamp: desk.now,
    message: { is_echo: true, app_id: Number(APP), metadata: message.metadata, mid, text: '…' },
  });

  /** Graph takes the next message, and the process hears nothing of it: it dies while it waits. */
  const dieWhileSending = async (): Promise<Sent> => {
    desk.answers.push(() => new Promise(() => undefined));
    const before = desk.sent.length;
    void desk.deliver();
    while (desk.sent.length === before) await new Promise(setImmediate);
    await desk.die();
    const message = desk.sent.at(-1);
    if (message === undefined) throw new Error('Nothing was sent.');
    return message;
  };

  it('sends once, from the next process, what was committed and not yet sent', async () => {
    await says('5001', 'สวัสดีค่ะ');
    await desk.die();
    expect(desk.sent).to.deep.equal([]);
    await desk.restart();
    await desk.deliverAll();
    const count = desk.sent.length;
    expect(count).to.be.greaterThan(0);
    expect(new Set(desk.sent.map(({ metadata }) => metadata)).size).to.equal(count);
    await desk.die();
    await desk.restart();
    desk.now += 600 * SECOND;
    await desk.deliverAll();
    expect(desk.sent).to.have.length(count);
  });

  it('sends nothing twice when the echo tells the next process that it arrived', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    const arrived = await dieWhileSending();
    await desk.restart();
    await receive(echoOf(arrived));
    desk.now += 600 * SECOND;
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'two']);
    const [first] = await desk.deliveries(id);
    expect(first).to.include({ status: 'sent', mid: 'm_echo' });
  });

  it('sends nothing twice when the echo comes between the claim and the send', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    const arrived = await dieWhileSending();
    await desk.restart();
    desk.now += 600 * SECOND;
    const { options } = desk;
    const claimed = {
      ...options.store,
      async claimDelivery(claim: Parameters<typeof options.store.claimDelivery>[0]) {
        const due = await desk.store.claimDelivery(claim);
        await receive(echoOf(arrived));
        return due;
      },
    };
    await deliverNext({ ...options, store: claimed });
    expect(desk.texts).to.deep.equal(['one', 'two']);
    const [first] = await desk.deliveries(id);
    expect(first).to.include({ status: 'sent', mid: 'm_echo' });
  });

  it('waits anew for an echo when the next process dies while it waits', async () => {
    await desk.queue('5001', 'one', 'two');
    const arrived = await dieWhileSending();
    await desk.restart();
    await desk.die();
    desk.now += 600 * SECOND;
    await desk.restart();
    await desk.deliverAll();
    await receive(echoOf(arrived));
    desk.now += 600 * SECOND;
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'two']);
  });

  it('leaves an echo time to come, however long the process was gone', async () => {
    await desk.queue('5001', 'one');
    await dieWhileSending();
    desk.now += 3_600 * SECOND;
    await desk.restart();
    await desk.deliverAll();
    expect(desk.texts, 'at once').to.deep.equal(['one']);
    desk.now += 20 * SECOND;
    await desk.deliverAll();
    expect(desk.texts, 'after the wait').to.deep.equal(['one', 'one']);
  });

  it('sends once more, and counts it, when no echo comes', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    await dieWhileSending();
    await desk.restart();
    desk.now += 21 * SECOND;
    await desk.deliverAll();
    desk.now += 600 * SECOND;
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'one', 'two']);
    const again = desk.logged.filter(({ event }) => event === 'delivery.perhaps_sent_again');
    expect(again).to.have.length(1);
    expect((await desk.deliveries(id)).map(({ status }) => status)).to.deep.equal(['sent', 'sent']);
  });

  it('takes a late echo of a message that was sent again for what it is', async () => {
    const { id } = await desk.queue('5001', 'one');
    const arrived = await dieWhileSending();
    await desk.restart();
    desk.now += 21 * SECOND;
    await desk.deliverAll();
    await receive(echoOf(arrived));
    await receive(echoOf(arrived, 'm_echo_of_the_second'));
    expect(await desk.deliveries(id)).to.have.length(1);
    expect((await desk.store.conversation(id))?.control.holder, 'nobody else wrote').to.equal(
      'bot',
    );
  });

  it('settles by echo a send whose answer was lost', async () => {
    const { id } = await desk.queue('5001', 'one');
    desk.answers.push(() => Promise.reject(new GraphUnknownOutcomeError('reset')));
    await desk.deliverAll();
    expect((await desk.deliveries(id))[0]).to.include({ status: 'retrying', reason: 'no_answer' });
    const [arrived] = desk.sent;
    if (arrived === undefined) throw new Error('Nothing was sent.');
    desk.now += 2 * SECOND;
    await receive(echoOf(arrived));
    desk.now += 600 * SECOND;
    await desk.deliverAll();
    expect(desk.sent).to.have.length(1);
    expect((await desk.deliveries(id))[0]).to.include({ status: 'sent', mid: 'm_echo' });
  });

  it('does not wait for an echo when the message had not left the house', async () => {
    await desk.queue('5001', 'one');
    await desk.die();
    await desk.restart();
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one']);
    expect(desk.logged.map(({ event }) => event)).to.not.include('delivery.perhaps_sent_again');
  });
});
