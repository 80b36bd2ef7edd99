import { expect } from 'chai';
import { deliverNext } from '../../src/delivery/worker.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { GraphRejectedError } from '../../src/domain/graph-errors.ts';
import type { ThreadHolder } from '../../src/domain/thread-holder.ts';
import { DeliveryDesk } from '../fakes/delivery-desk.ts';

const PARKED = { status: 'parked', reason: 'another_app_holds_the_thread' };

describe('the delivery worker, while another app holds the thread', () => {
  let desk: DeliveryDesk;
  beforeEach(async () => {
    desk = new DeliveryDesk();
    await desk.restart();
  });
  afterEach(() => desk.remove());

  const elsewhere = (): ThreadHolder => ({ holder: 'other', appId: null, since: desk.now });
  const set = async (id: ConversationId, thread: ThreadHolder) => {
    const known = await desk.store.conversation(id);
    if (known === null) throw new Error('There is no such conversation.');
    const { version } = known;
    await desk.store.commit({
      conversation: { expectedVersion: version, next: { ...known, version: version + 1, thread } },
      unpark: thread.holder === 'ours',
    });
  };
  const ours = () => ({ holder: 'ours' as const, since: desk.now });

  for (const [code, subcode] of [
    [10, 2018300],
    [100, 2534037],
  ] as const) {
    it(`learns of it from the refusal ${code}/${subcode}, and asks Graph no more`, async () => {
      const { id } = await desk.queue('5001', 'one', 'two');
      desk.answers.push(() =>
        Promise.reject(new GraphRejectedError({ httpStatus: 400, code, subcode, message: 'no' })),
      );
      await desk.deliverAll();
      expect((await desk.store.conversation(id))?.thread.holder).to.equal('other');
      await desk.queue('5001', 'three');
      await desk.deliverAll();
      expect(desk.texts).to.deep.equal(['one']);
    });
  }

  it('sends nothing, and says why on the line', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    await set(id, elsewhere());
    await desk.deliverAll();
    expect(desk.sent).to.deep.equal([]);
    expect((await desk.deliveries(id))[0]).to.deep.equal(PARKED);
  });

  it('sends what has waited, in order, as soon as the thread is ours again', async () => {
    const { id } = await desk.queue('5001', 'one', 'two');
    await set(id, elsewhere());
    await desk.deliverAll();
    await desk.queue('5001', 'three');
    await desk.deliverAll();
    await set(id, ours());
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one', 'two', 'three']);
  });

  it('sends nothing of it that the window forbids by then', async () => {
    const { id } = await desk.queue('5001', 'one');
    await set(id, elsewhere());
    await desk.deliverAll();
    desk.now += 25 * 3_600_000;
    await set(id, ours());
    await desk.deliverAll();
    expect(desk.sent).to.deep.equal([]);
    expect((await desk.deliveries(id))[0]).to.include({ reason: 'window_closed' });
  });

  it('wakes a message whose thread came back while it was being put aside', async () => {
    const { id } = await desk.queue('5001', 'one');
    await set(id, elsewhere());
    const { store } = desk;
    const claimDelivery: typeof store.claimDelivery = async (wanted) => {
      const claim = await store.claimDelivery(wanted);
      await set(id, ours());
      return claim;
    };
    await deliverNext({ ...desk.options, store: { ...store, claimDelivery } });
    await desk.deliverAll();
    expect(desk.texts).to.deep.equal(['one']);
  });
});
