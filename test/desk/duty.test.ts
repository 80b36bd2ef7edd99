import { expect } from 'chai';
import { dutyShape, type DutyView } from '../../src/desk/duty/duty-shapes.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import type { StaffClient } from '../fakes/staff-client.ts';

describe('duty at the desk over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let mali: StaffClient;
  let suda: StaffClient;
  const read = async (of: StaffClient = mali) => dutyShape.parse(await of.get('/api/duty'));
  const member = (view: DutyView, id: string) => view.members.find((one) => one.id === id);
  const put = async (of: StaffClient, path: string, body: object) =>
    (await of.request('PUT', `/api/duty${path}`, body)).status;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Suda', 'supervisor');
    await addMember(desk, 'Edit', 'editor');
    [mali, suda] = [await signedIn(desk, 'mali'), await signedIn(desk, 'suda')];
  });
  after(() => desk.stop());

  it('knows who works with people, and that nobody has come yet', async () => {
    const view = await read();
    expect(view.setup).to.deep.equal({
      ...{ version: 0, mode: 'manual', capacity: 5, answerMinutes: 5, shifts: [] },
    });
    expect(view.members.map(({ id }) => id)).to.include.members(['staff-mali', 'staff-suda']);
    expect(view.members.map(({ id }) => id)).to.not.include('staff-edit');
    expect(member(view, 'staff-mali')).to.deep.include({
      ...{ status: 'away', chosen: 'away', since: null, load: 0, capacity: 5, ownCapacity: null },
    });
    const editor = await signedIn(desk, 'edit');
    expect((await editor.request('GET', '/api/duty')).status).to.equal(403);
    expect(await put(editor, '/me', { status: 'available' })).to.equal(403);
  });

  it('lets everybody say whether they are there, and supervisors say it for others', async () => {
    expect(await put(mali, '/me', { status: 'available' })).to.equal(200);
    expect(member(await read(), 'staff-mali')?.status).to.equal('available');
    expect(await put(mali, '/me', { status: 'gone' })).to.equal(400);
    const path = '/members/staff-mali/presence';
    expect(await put(mali, path, { status: 'busy' })).to.equal(403);
    expect(await put(suda, path, { status: 'busy' })).to.equal(200);
    expect(member(await read(), 'staff-mali')).to.include({ status: 'busy', chosen: 'busy' });
    expect(await put(suda, '/members/staff-edit/presence', { status: 'busy' })).to.equal(404);
  });

  it('lets supervisors set the mode and capacities, from what they have seen', async () => {
    const { setup } = await read();
    const wanted = { version: setup.version, mode: 'round_robin', capacity: 2, answerMinutes: 3 };
    expect(await put(mali, '/setup', wanted)).to.equal(403);
    expect(await put(suda, '/setup', wanted)).to.equal(200);
    expect(await put(suda, '/setup', { ...wanted, capacity: 9 }), 'an old version').to.equal(409);
    expect(await put(suda, '/setup', { ...wanted, capacity: 51 })).to.equal(400);
    expect(await put(suda, '/members/staff-mali/capacity', { capacity: 1 })).to.equal(200);
    expect(member(await read(), 'staff-mali')).to.include({ capacity: 1, ownCapacity: 1 });
    expect(await put(suda, '/members/staff-mali/capacity', { capacity: null })).to.equal(200);
    expect(member(await read(), 'staff-mali')).to.include({ capacity: 2, ownCapacity: null });
  });

  it('gives who waits to who is available, as long as the desk is open', async () => {
    await put(mali, '/me', { status: 'available' });
    const id = await waitingPerson(desk, '9801');
    await desk.until(async () => {
      const { control } = (await mali.get<{ control: string }>(`/api/conversations/${id}`)) ?? {};
      return control === 'agent';
    });
    expect(member(await read(), 'staff-mali')?.load).to.equal(1);
  });

  it('knows that the desk is open by its live connection', async () => {
    const before = await desk.running.store.presences();
    expect(before.some(({ staffId }) => staffId === 'staff-suda')).to.equal(false);
    const response = await suda.request('GET', '/api/events');
    await response.body?.cancel();
    const after = await desk.running.store.presences();
    const seenAt = after.find(({ staffId }) => staffId === 'staff-suda')?.seenAt ?? 0;
    expect(Date.now() - seenAt).to.be.lessThan(20_000);
  });
});
