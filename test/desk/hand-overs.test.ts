import { expect } from 'chai';
import { dutyShape } from '../../src/desk/duty/duty-shapes.ts';
import { handOversShape } from '../../src/desk/duty/hand-over-shapes.ts';
import { clockInBangkok } from '../../src/domain/shift.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

const MINUTE = 60_000;

describe('shifts and notes between them over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let dao: StaffClient;
  let suda: StaffClient;
  const duty = async () => dutyShape.parse(await suda.get('/api/duty'));
  const notes = async (of: StaffClient) => handOversShape.parse(await of.get('/api/hand-overs'));
  const days = [0, 1, 2, 3, 4, 5, 6];
  /** Mali's shift ends in twenty minutes; then Dao's begins. */
  const plan = () => {
    const [from, to, end] = [-60, 20, 300].map((minutes) =>
      clockInBangkok(Date.now() + minutes * MINUTE),
    );
    return [
      { id: 'day', name: 'กลางวัน', days, from, to, members: ['staff-mali'] },
      { id: 'night', name: 'กลางคืน', days, from: to, to: end, members: ['staff-dao'] },
    ];
  };

  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Dao', 'Nok']) await addMember(desk, name, 'agent');
    await addMember(desk, 'Suda', 'supervisor');
    [mali, dao, suda] = [
      await signedIn(desk, 'mali'),
      await signedIn(desk, 'dao'),
      await signedIn(desk, 'suda'),
    ];
  });
  after(() => desk.stop());

  it('are planned by supervisors, and tell who is on and who is next', async () => {
    const { setup } = await duty();
    const wanted = { version: setup.version, shifts: plan() };
    expect((await mali.request('PUT', '/api/duty/shifts', wanted)).status).to.equal(403);
    expect((await suda.request('PUT', '/api/duty/shifts', wanted)).status).to.equal(200);
    const view = await duty();
    expect(view.setup.shifts).to.deep.equal(wanted.shifts);
    expect(view.onNow.map(({ id }) => id)).to.deep.equal(['day']);
    expect(view.next?.id).to.equal('night');
    const faulty = { ...wanted, shifts: [{ ...wanted.shifts[0], from: '8:00' }] };
    expect((await suda.request('PUT', '/api/duty/shifts', faulty)).status).to.equal(400);
  });

  it('ask for a note when a shift ends soon, and bring it to the next one until it is read', async () => {
    const id = await waitingPerson(desk, '9811');
    await mali.request('POST', `/api/conversations/${id}/claim`);
    expect((await notes(mali)).wanted?.shift).to.equal('กลางวัน');
    expect((await notes(dao)).wanted).to.equal(null);
    const body = { text: 'รายนี้รอสลิปจากธนาคาร', putBack: true };
    expect((await mali.request('POST', '/api/hand-overs', body)).status).to.equal(200);
    expect((await notes(mali)).wanted, 'it is written').to.equal(null);
    expect((await notes(mali)).items).to.deep.equal([]);
    const [note] = (await notes(dao)).items;
    expect(note).to.deep.include({
      by: 'Mali',
      shift: 'กลางวัน',
      text: 'รายนี้รอสลิปจากธนาคาร',
      conversations: [{ id, name: null, holder: null }],
    });
    const { control } = await dao.get<{ control: string }>(`/api/conversations/${id}`);
    expect(control, 'put back for whoever comes').to.equal('queue');
    const nok = await signedIn(desk, 'nok');
    expect((await notes(nok)).items, 'not on that shift').to.deep.equal([]);
    const read = await dao.request('POST', `/api/hand-overs/${note?.id ?? ''}/read`);
    expect(handOversShape.parse(await read.json()).items).to.deep.equal([]);
    expect((await dao.request('POST', '/api/hand-overs/none/read')).status).to.equal(404);
  });

  it('tell a person who comes while nobody is there when somebody will be', async () => {
    const { setup } = await duty();
    const [from, to] = [120, 180].map((minutes) => clockInBangkok(Date.now() + minutes * MINUTE));
    const shifts = [{ id: 'later', name: 'เช้า', days, from, to, members: [] }];
    await suda.request('PUT', '/api/duty/shifts', { version: setup.version, shifts });
    const texts = (await desk.say('9812', { text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' })).join('\n');
    expect(texts).to.include('ตอนนี้ยังไม่มีเจ้าหน้าที่อยู่ค่ะ');
    expect(texts).to.include(`${from ?? ''} น.`);
    await suda.request('PUT', '/api/duty/me', { status: 'available' });
    const now = (await desk.say('9813', { text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' })).join('\n');
    expect(now, 'somebody is there all the same').to.not.include('ยังไม่มีเจ้าหน้าที่');
  });
});
