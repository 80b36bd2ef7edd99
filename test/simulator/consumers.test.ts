import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { SimulatedConsumers } from '../../src/simulator/consumers.ts';
import { PAGE_OPTIONS, StandInAtRest } from '../fakes/stand-in.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';

const { pageId: PAGE, appId: APP, appSecret: SECRET } = PAGE_OPTIONS;
const SLIP = {
  bytes: Buffer.from('not really a picture'),
  mediaType: 'image/png',
  name: 'สลิป.png',
};

describe('what simulated people do reaches the webhook as Meta posts it', () => {
  const app = new WebhookReceiver();
  let graph: StandInAtRest;
  let people: SimulatedConsumers;
  let psid: string;

  before(() => app.start());
  after(() => app.stop());
  beforeEach(() => {
    app.posts.length = 0;
    graph = new StandInAtRest({ baseUrl: 'http://127.0.0.1:1' });
    psid = graph.person.psid;
    people = new SimulatedConsumers({
      standIn: graph.standIn,
      webhookUrl: app.url,
      appSecret: SECRET,
      retryDelaysMs: [0, 0],
    });
  });
  afterEach(() => people.close());

  const last = () => app.items.at(-1) ?? {};
  const mids = () => app.items.map((item) => (item['message'] as { mid: string }).mid);

  it('in bytes with escaped Thai, signed over exactly these bytes', async () => {
    await people.say(psid, 'ไม่ได้ของ ดู https://shop.example/ก');
    const [post] = app.posts;
    const raw = post?.raw.toString() ?? '';
    expect(raw).to.match(/^[\x20-\x7e]+$/);
    expect(raw).to.include('\\u0e44\\u0e21\\u0e48').and.to.include('https:\\/\\/shop.example');
    const mac = createHmac('sha256', SECRET).update(raw).digest('hex');
    expect(post?.signature).to.equal(`sha256=${mac}`);
    expect(last()).to.deep.include({ sender: { id: psid }, recipient: { id: PAGE } });
    expect(last()['message']).to.include({ text: 'ไม่ได้ของ ดู https://shop.example/ก' });
  });

  it('again and again until the app answers 200, and says when it never did', async () => {
    app.statuses.push(500, 503);
    expect(await people.say(psid, 'สวัสดี')).to.include({ status: 'acknowledged', attempts: 3 });
    app.statuses.push(500, 500, 500);
    expect(await people.say(psid, 'สวัสดี')).to.include({ status: 'undelivered', attempts: 3 });
    const states = graph.person.messages.map((item) => item.side === 'person' && item.delivery);
    expect(states).to.deep.equal(['acknowledged', 'failed']);
  });

  it('with the payload of a tapped quick reply, if there is one', async () => {
    graph.send({
      text: 'ข้ามไหมคะ',
      quick_replies: [{ content_type: 'text', title: 'ข้าม', payload: 'act:skip' }],
    });
    const mid = graph.standIn.sent[0]?.mid ?? '';
    await people.tap(psid, mid, 0);
    await people.settled();
    const tapped = app.items.find((item) => (item['message'] as { text?: string })?.text === 'ข้าม');
    expect(tapped?.['message']).to.deep.include({ quick_reply: { payload: 'act:skip' } });
    expect(() => people.tap(psid, mid, 1)).to.throw('no such quick reply');
  });

  it('as postbacks, and from an m.me link with its ref only under Get Started', async () => {
    expect(() => people.getStarted(psid)).to.throw('no Get Started');
    graph.standIn.profile.set({ get_started: { payload: 'start:welcome' } });
    await people.postback(psid, { title: 'เมนู', payload: 'act:menu' });
    expect(last()['postback']).to.include({ title: 'เมนู', payload: 'act:menu' });
    expect(last()['postback']).to.have.property('mid');
    expect(last()['postback']).to.not.have.property('referral');
    await people.getStarted(psid, 'poster_7');
    expect(last()['postback']).to.deep.include({
      payload: 'start:welcome',
      referral: { ref: 'poster_7', source: 'SHORTLINK', type: 'OPEN_THREAD' },
    });
    await people.referral(psid, 'poster_8');
    expect(last()['referral']).to.include({ ref: 'poster_8' });
    expect(last()).to.not.have.property('postback');
  });

  it('as attachments whose links lead to the bytes and carry their end', async () => {
    await people.attach(psid, SLIP, { ...SLIP, mediaType: 'application/pdf', name: 'a.pdf' });
    const { attachments } = last()['message'] as {
      attachments: { type: string; payload: { url: string } }[];
    };
    expect(attachments.map(({ type }) => type)).to.deep.equal(['image', 'file']);
    const link = new URL(attachments[0]?.payload.url ?? '');
    const [, , id = ''] = link.pathname.split('/');
    expect(graph.standIn.media.get(id)?.bytes).to.deep.equal(SLIP.bytes);
    const end = parseInt(link.searchParams.get('oe') ?? '', 16) * 1000;
    expect(end).to.be.greaterThan(graph.now);
  });

  it('as a sticker of one item since August 2026, the thumb with its known number', async () => {
    await people.like(psid);
    const { attachments } = last()['message'] as { attachments: object[] };
    expect(attachments).to.have.length(1);
    expect(attachments[0]).to.deep.include({ type: 'sticker' });
    expect(attachments[0]).to.have.nested.property('payload.sticker_id', 369239263222822);
  });

  it('as reactions, replies and edits, five of them at most', async () => {
    const { mid } = await people.say(psid, 'โอนไป 1,500');
    const id = mid ?? '';
    await people.react(psid, id, 'love');
    expect(last()['reaction']).to.deep.equal({
      mid,
      reaction: 'love',
      emoji: '❤',
      action: 'react',
    });
    await people.react(psid, id, null);
    expect(last()['reaction']).to.include({ mid, action: 'unreact' });
    await people.say(psid, 'อันนี้ค่ะ', id);
    expect(last()['message']).to.deep.include({ reply_to: { mid } });
    for (let i = 1; i <= 5; i += 1) await people.edit(psid, id, `โอนไป ${i}`);
    expect(last()['message_edit']).to.deep.equal({ mid, text: 'โอนไป 5', num_edit: 5 });
    const sixth = await people.edit(psid, id, 'อีกที').catch((error: Error) => error.message);
    expect(sixth).to.equal('This message cannot be edited.');
  });

  it('as taken back, once, and edited no more', async () => {
    const { mid } = await people.say(psid, 'เลขบัตรของฉัน');
    const id = mid ?? '';
    await people.takeBack(psid, id);
    expect(last()['message']).to.deep.equal({ mid, is_deleted: true });
    const refused = (action: Promise<unknown>) =>
      action.then(
        () => '',
        (error: Error) => error.name,
      );
    expect(await refused(people.takeBack(psid, id))).to.equal('ImpossibleAction');
    expect(await refused(people.edit(psid, id, 'x'))).to.equal('ImpossibleAction');
  });

  it('twice, in one batch or the wrong way round, as it happens at Meta', async () => {
    const none = await people.duplicateLast(psid).catch((error: Error) => error.message);
    expect(none).to.equal('This person has done nothing yet.');
    await people.say(psid, 'หนึ่ง');
    await people.duplicateLast(psid);
    expect(app.posts[1]?.raw).to.deep.equal(app.posts[0]?.raw);
    app.posts.length = 0;
    await people.sayAll(psid, ['สอง', 'สาม'], 'batch');
    expect(app.posts).to.have.length(1);
    expect(app.items.map(({ message }) => (message as { text: string }).text)).to.deep.equal([
      'สอง',
      'สาม',
    ]);
    app.posts.length = 0;
    const outcomes = await people.sayAll(psid, ['สี่', 'ห้า'], 'reversed');
    expect(mids()).to.deep.equal(outcomes.map(({ mid }) => mid).reverse());
    const [first, second] = app.items.map(({ timestamp }) => Number(timestamp));
    expect(first).to.be.greaterThan(second ?? Infinity);
  });

  it('with an echo of every send: metadata, our app’s number, sender and recipient swapped', async () => {
    graph.send({ text: 'สวัสดีค่ะ', metadata: 'outbox-1' });
    await people.settled();
    const [echo, delivery] = app.items;
    const { mid } = graph.standIn.sent[0] ?? { mid: '' };
    expect(echo).to.deep.include({ sender: { id: PAGE }, recipient: { id: psid } });
    expect(echo?.['message']).to.deep.equal({
      mid,
      is_echo: true,
      app_id: Number(APP),
      metadata: 'outbox-1',
      text: 'สวัสดีค่ะ',
    });
    expect(delivery?.['delivery']).to.deep.include({ mids: [mid] });
    expect(delivery?.['sender']).to.deep.equal({ id: psid });
  });

  it('with a read mark once the person looks, and at once while they go on looking', async () => {
    graph.send({ text: 'หนึ่ง' });
    await people.settled();
    expect(app.items.some((item) => 'read' in item)).to.equal(false);
    const close = graph.standIn.open(psid);
    await people.settled();
    const sentAt = graph.standIn.sent[0]?.at;
    expect(last()['read']).to.deep.equal({ watermark: sentAt });
    graph.send({ text: 'สอง' });
    await people.settled();
    expect(app.items.filter((item) => 'read' in item)).to.have.length(2);
    close();
    graph.send({ text: 'สาม' });
    await people.settled();
    expect(app.items.filter((item) => 'read' in item)).to.have.length(2);
  });

  it('on standby and without payloads while Meta’s inbox has the thread', async () => {
    graph.standIn.answerInInbox(psid, 'เดี๋ยวดูให้ค่ะ', true);
    await people.settled();
    expect(app.items[0]?.['message']).to.include({ is_echo: true, app_id: 263902037430900 });
    await people.postback(psid, { title: 'เมนู', payload: 'act:menu' });
    expect(app.posts.at(-1)?.source).to.equal('standby');
    expect(last()['postback']).to.not.have.property('payload');
  });

  it('only for the fields that the app is subscribed to', async () => {
    graph.standIn.subscriptions.fields = ['messages'];
    await people.postback(psid, { title: 'เมนู', payload: 'act:menu' });
    graph.send({ text: 'สวัสดีค่ะ' });
    await people.settled();
    expect(app.posts).to.deep.equal([]);
    await people.say(psid, 'สวัสดี');
    expect(app.posts).to.have.length(1);
  });
});
