import { expect } from 'chai';
import type { Running } from '../../src/compose.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';

describe('two processes on one MongoDB, one for the web and one for the work', function () {
  this.timeout(60_000);
  const desk = new DeskServer('MongoDB');
  let worker: Running | null = null;

  before(async () => {
    await desk.start({ ROLE: 'web' });
  });
  after(async () => {
    await worker?.stop();
    await desk.stop();
  });

  it('keeps what the web took until a worker is there, which then answers', async () => {
    await desk.post([desk.message('7101', { text: 'สวัสดีค่ะ' })]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(desk.of('7101'), 'nobody works yet').to.deep.equal([]);
    worker = await desk.another({ ROLE: 'worker' });
    await desk.until(() => desk.of('7101').length > 0);
  });

  it('brings the worker’s turns to the screens of the web process', async () => {
    const agent = new StaffClient(desk);
    await agent.signIn();
    const heard = new Set<string>();
    const end = desk.running.store.onLiveEvent(({ subject }) => heard.add(subject));
    await desk.say('7102', { text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' });
    const { items } = await agent.get<{ items: { id: string; psid: string }[] }>(
      '/api/conversations?control=queue',
    );
    const [waiting] = items;
    expect(waiting?.psid).to.equal('7102');
    await desk.until(() => heard.has(waiting?.id ?? ''));
    end();
    const path = `/api/conversations/${waiting?.id ?? ''}`;
    await agent.request('POST', `${path}/claim`);
    await agent.request('POST', `${path}/messages`, { text: 'สวัสดีค่ะ เจ้าหน้าที่รับเรื่องแล้ว' });
    await desk.until(() => desk.of('7102').some(({ text }) => text.includes('รับเรื่องแล้ว')));
  });
});
