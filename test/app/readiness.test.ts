import { expect } from 'chai';
import { DeskServer } from '../fakes/desk-server.ts';

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
