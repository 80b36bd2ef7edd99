import { expect } from 'chai';
import { liveFiguresShape, overTimeShape } from '../../src/desk/figures/desk-figure-shapes.ts';
import { staffId } from '../../src/domain/ids.ts';
import { hashPassword } from '../../src/http/sessions.ts';
import { aCase, aPerson } from '../contracts/samples.ts';
import { addMember, PASSWORD, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

describe('figures of the desk over HTTP', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let suda: StaffClient;
  const table = async (name: string) => {
    const response = await suda.request('GET', `/api/figures/table?table=${name}&days=7`);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { response, bytes, lines: bytes.toString('utf8').slice(1).trimEnd().split('\r\n') };
  };

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Suda', 'supervisor');
    [mali, suda] = [await signedIn(desk, 'mali'), await signedIn(desk, 'suda')];
    const first = await waitingPerson(desk, '9821');
    await waitingPerson(desk, '9822');
    await desk.say('9823', { text: 'สวัสดีค่ะ' });
    await mali.request('POST', `/api/conversations/${first}/claim`);
    await mali.request('POST', `/api/conversations/${first}/messages`, { text: 'สวัสดีค่ะ' });
    await mali.request('POST', `/api/conversations/${first}/resolve`);
  });
  after(() => desk.stop());

  it('are for supervisors', async () => {
    for (const path of ['live', 'over-time', 'table?table=cases']) {
      expect((await mali.request('GET', `/api/figures/${path}`)).status, path).to.equal(403);
    }
  });

  it('tell who waits, what today brought, and how much the bot did alone', async () => {
    const live = liveFiguresShape.parse(await suda.get('/api/figures/live'));
    expect(live).to.deep.include({ waiting: 1, alarms: [], promiseMinutes: 15 });
    expect(live.longestSince).to.not.equal(null);
    expect(live.today).to.deep.include({
      ...{ requested: 2, answered: 1, broken: 0, resolved: 1, people: 3, withStaff: 2 },
    });
    expect(live.today.firstResponse?.count).to.equal(1);
    expect(live.today.handling?.count).to.equal(1);
  });

  it('tell the last days by day, hour, type and member', async () => {
    const next = aCase(aPerson(), { createdAt: Date.now(), type: 'loan_scam' });
    await desk.running.store.commit({ cases: [{ expectedVersion: null, next }] });
    const over = overTimeShape.parse(await suda.get('/api/figures/over-time?days=7'));
    expect(over.days).to.have.length(7);
    expect(over.days.at(-1)).to.deep.include({ requested: 2, answered: 1, broken: 0, cases: 1 });
    expect(over.hours.reduce((sum, { requested }) => sum + requested, 0)).to.equal(2);
    expect(over.types).to.deep.equal([{ type: 'loan_scam', count: 1 }]);
    const day = over.days.at(-1)?.day;
    expect(over.typesByDay).to.deep.equal([{ day, type: 'loan_scam', count: 1 }]);
    expect(over.typesByHour.map(({ type, hours }) => [type, hours.reduce((a, b) => a + b)])).to.eql(
      [['loan_scam', 1]],
    );
    expect(over.agents.map(({ name, resolved }) => [name, resolved])).to.deep.equal([['Mali', 1]]);
    expect((await suda.request('GET', '/api/figures/over-time?days=8')).status).to.equal(400);
  });

  it('go into files that a spreadsheet reads: Thai, whole, and no cell is a formula', async () => {
    await desk.running.store.addStaff({
      id: staffId('staff-odd'),
      username: 'odd',
      name: '=HYPERLINK("http://example.org")',
      role: 'agent',
      passwordHash: await hashPassword(PASSWORD),
      disabledAt: null,
      createdAt: 1,
    });
    const members = await table('members');
    expect(members.response.headers.get('content-type')).to.equal('text/csv; charset=utf-8');
    expect([...members.bytes.subarray(0, 3)], 'the mark').to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(members.lines[0]).to.equal('เจ้าหน้าที่,บทบาท,สถานะ,เรื่องที่เปิดอยู่,รับได้');
    expect(members.lines.find((line) => line.includes('HYPERLINK'))).to.match(/^"'=HYPERLINK/);
    expect((await table('days')).lines).to.have.length(8);
    expect((await table('hours')).lines).to.have.length(25);
    for (const by of ['agent', 'month', 'type']) {
      expect((await table(`satisfaction_${by}`)).response.status).to.equal(200);
    }
    expect((await table('agents')).lines[1]).to.match(/^Mali,1,/);
    expect((await table('types_by_day')).lines[1]).to.match(/^\d{4}-\d\d-\d\d,.+,1$/);
    expect((await table('types_by_hour')).lines).to.have.length(25);
    expect((await table('types')).lines[1]).to.match(/,1$/);
    const { items } = await suda.get<{ items: { action: string }[] }>('/api/audit?limit=1');
    expect(items[0]?.action).to.equal('desk.table_taken');
  });

  it('hold every case, also when there are more than a page of them', async () => {
    const { store } = desk.running;
    const before = (await table('cases')).lines.length;
    const more = Array.from({ length: 1_203 }, () => aCase(aPerson()));
    await store.commit({ cases: more.map((next) => ({ expectedVersion: null, next })) });
    const { lines } = await table('cases');
    expect(lines).to.have.length(before + 1_203);
    expect(new Set(lines).size).to.equal(lines.length);
  });
});
