import { expect } from 'chai';
import { DeskServer, PAGE } from '../fakes/desk-server.ts';

describe('GET /readyz', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());
  const ready = async () => {
    const response = await fetch(`${desk.running.url}/readyz`);
    return { code: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('tells that everything is sent', async () => {
    const { code, body } = await ready();
    expect(code).to.equal(200);
    expect(body).to.include({ status: 'ok', engine: 'sqlite', sending: 'ok' });
  });

  it('tells why nothing is sent, and still takes what comes in', async () => {
    const dead = { status: 401, body: { error: { message: 'Session invalid', code: 190 } } };
    desk.graph.failures.push(dead, dead, dead, dead);
    await desk.post([desk.message('8101', { text: 'สวัสดีค่ะ' })]);
    await desk.until(async () => (await ready()).body['sending'] !== 'ok');
    const { code, body } = await ready();
    expect(code, 'the webhook stays open').to.equal(200);
    expect(body).to.include({ status: 'ok', sending: 'token' });
    const later = await desk.post([desk.message('8102', { text: 'สวัสดีค่ะ' })]);
    expect(later.status).to.equal(200);
    await desk.until(async () => {
      const { intake, outbox } = await desk.running.store.backlog();
      return intake === 0 && outbox > 2;
    });
    expect(desk.graph.sent, 'nothing went, nothing was lost').to.deep.equal([]);
  });
});

describe('a Page that Meta blocks', () => {
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());
  const notice = (action: string, key = 'policy_enforcement') =>
    desk.post([{ recipient: { id: PAGE }, timestamp: Date.now(), [key]: { action } }]);
  const sending = async () =>
    ((await (await fetch(`${desk.running.url}/readyz`)).json()) as Record<string, unknown>)[
      'sending'
    ];
  const counted = async (event: string) =>
    /\d+$/m.exec(
      (await (await fetch(`${desk.running.url}/metrics`)).text())
        .split('\n')
        .find((line) => line.includes(`event="${event}"`)) ?? '0',
    )?.[0];

  it('sends nothing from the block on, and everything once it is lifted', async () => {
    await notice('block');
    await desk.until(async () => (await sending()) === 'page_blocked');
    expect(await counted('messenger.policy_block')).to.equal('1');
    await desk.post([desk.message('8201', { text: 'สวัสดีค่ะ' })]);
    await desk.until(async () => (await desk.running.store.backlog()).outbox > 0);
    expect(desk.graph.sent).to.deep.equal([]);
    await notice('unblock', 'policy-enforcement');
    await desk.until(() => desk.of('8201').length > 0);
    expect(await sending()).to.equal('ok');
  });

  it('stays blocked over a restart, until Meta says otherwise', async () => {
    await notice('block');
    await desk.until(async () => (await sending()) === 'page_blocked');
    await desk.pause();
    await desk.resume();
    expect(await sending()).to.equal('page_blocked');
    await desk.post([desk.message('8203', { text: 'สวัสดีค่ะ' })]);
    await desk.until(async () => (await desk.running.store.backlog()).outbox > 0);
    expect(desk.of('8203')).to.deep.equal([]);
    await notice('unblock');
    await desk.until(() => desk.of('8203').length > 0);
    await desk.pause();
    await desk.resume();
    expect(await sending()).to.equal('ok');
  });

  it('goes on after a warning', async () => {
    await notice('warning');
    await desk.until(async () => (await counted('messenger.policy_warning')) === '1');
    expect(await sending()).to.equal('ok');
  });

  it('is not blocked by what is said of another Page', async () => {
    const messaging = [{ timestamp: Date.now(), policy_enforcement: { action: 'block' } }];
    await desk.postRaw(JSON.stringify({ object: 'page', entry: [{ id: '9', messaging }] }));
    await desk.until(async () => (await counted('webhook.other_page')) === '1');
    expect(await sending()).to.equal('ok');
  });

  it('answers nobody who wrote to another Page', async () => {
    const messaging = [desk.message('8202', { text: 'สวัสดีค่ะ' })];
    const body = { object: 'page', entry: [{ id: '999', messaging }] };
    expect((await desk.postRaw(JSON.stringify(body))).status).to.equal(200);
    await desk.say('8203', { text: 'สวัสดีค่ะ' });
    expect(desk.of('8202')).to.deep.equal([]);
    const { items } = await desk.running.store.conversations({ limit: 50 });
    expect(items.map(({ psid }) => psid))
      .to.include('8203')
      .and.not.include('8202');
  });
});
