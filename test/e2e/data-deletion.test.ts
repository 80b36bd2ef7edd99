import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { conversationOf } from '../../src/messenger/events.ts';
import { DeskServer, PAGE, SECRET } from '../fakes/desk-server.ts';

describe('Meta’s data deletion callback, over HTTP', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  before(() => desk.start());
  after(() => desk.stop());

  const post = (path: string, userId: string, secret = SECRET) => {
    const body = Buffer.from(
      JSON.stringify({ algorithm: 'HMAC-SHA256', user_id: userId, issued_at: 1 }),
    ).toString('base64url');
    const signature = createHmac('sha256', secret).update(body).digest('base64url');
    return fetch(`${desk.running.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ signed_request: `${signature}.${body}` }),
    });
  };
  const pageOf = async (userId: string) => {
    const answer = await post('/webhook/data-deletion', userId);
    expect(answer.status).to.equal(200);
    const told = (await answer.json()) as { url: string; confirmation_code: string };
    expect(told.url).to.equal(`${desk.running.url}/privacy/deletion/${told.confirmation_code}`);
    const page = await fetch(told.url);
    expect(page.status).to.equal(200);
    return page.text();
  };

  it('tells whom it cannot find how to ask in the chat', async () => {
    expect(await pageOf('5550001'))
      .to.include('ลบข้อมูลของฉัน')
      .and.to.include('delete my data');
  });

  it('sets the erasure of whom it finds', async () => {
    await desk.say('7301', { text: 'สวัสดีค่ะ' });
    const id = conversationOf(PAGE, '7301');
    expect(await pageOf('7301'))
      .to.include('ภายใน 1 วัน')
      .and.to.include('still open');
    const [timer] = await desk.running.store.timersOf(id);
    expect(timer?.kind).to.equal('erase_conversation');
  });

  it('takes nothing that Meta has not signed', async () => {
    for (const path of ['/webhook/data-deletion', '/webhook/deauthorize']) {
      expect((await post(path, '7301', 'another secret')).status).to.equal(403);
      const empty = await fetch(`${desk.running.url}${path}`, { method: 'POST' });
      expect(empty.status).to.equal(400);
    }
    expect((await post('/webhook/deauthorize', '7301')).status).to.equal(200);
    const unknown = await fetch(`${desk.running.url}/privacy/deletion/made-up`);
    expect(unknown.status).to.equal(404);
  });

  it('shows the notice in Thai and English without a script', async () => {
    const page = await (await fetch(`${desk.running.url}/privacy`)).text();
    expect(page).to.include('สิทธิของคุณ').and.to.include('Your rights').and.to.include('2569-1');
    expect(page).to.not.include('<script');
  });
});
