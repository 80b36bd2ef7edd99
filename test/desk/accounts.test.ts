import { expect } from 'chai';
import { accountsShape } from '../../src/desk/staff/account-shapes.ts';
import { addMember, PASSWORD, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';

describe('accounts of staff over HTTP', function () {
  this.timeout(30_000);
  const desk = new DeskServer();
  let admin: StaffClient;
  const account = async (username: string) =>
    accountsShape
      .parse(await admin.get('/api/accounts'))
      .items.find((one) => one.username === username);
  const status = async (method: string, path: string, body: object) =>
    (await admin.request(method, `/api/accounts${path}`, body)).status;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Suda', 'supervisor');
    admin = await signedIn(desk, 'admin');
  });
  after(() => desk.stop());

  it('are for admins alone', async () => {
    const suda = await signedIn(desk, 'suda');
    const body = { username: 'x1', name: 'x', role: 'admin', password: PASSWORD };
    expect((await suda.request('GET', '/api/accounts')).status).to.equal(403);
    expect((await suda.request('POST', '/api/accounts', body)).status).to.equal(403);
    expect((await suda.request('PATCH', '/api/accounts/staff-suda', {})).status).to.equal(403);
  });

  it('are added, and tell nothing of passwords', async () => {
    const body = { username: ' Nok ', name: 'นก', role: 'agent', password: PASSWORD };
    expect(await status('POST', '', body)).to.equal(200);
    const nok = await account('nok');
    expect(nok).to.include({ name: 'นก', role: 'agent', disabled: false, secondFactor: false });
    expect(JSON.stringify(nok)).to.not.match(/argon|hash/i);
    expect(await status('POST', '', body), 'taken').to.equal(409);
    expect(await status('POST', '', { ...body, username: 'a b' })).to.equal(400);
    const short = { ...body, username: 'short', password: 'x'.repeat(11) };
    const refused = await admin.request('POST', '/api/accounts', short);
    expect(refused.status).to.equal(400);
    expect(await refused.text()).to.include('must have at least 12 characters');
    expect(await new StaffClient(desk).signIn('nok', PASSWORD)).to.equal(200);
  });

  it('change, which signs the member out, and are closed and opened again', async () => {
    const nok = await signedIn(desk, 'nok');
    const path = `/${(await account('nok'))?.id ?? ''}`;
    expect(await status('PATCH', path, { role: 'editor', name: 'นก น้อย' })).to.equal(200);
    expect(await account('nok')).to.include({ role: 'editor', name: 'นก น้อย' });
    expect((await nok.request('GET', '/api/session')).status, 'signed out').to.equal(401);
    expect(await status('PATCH', path, { disabled: true })).to.equal(200);
    expect(await new StaffClient(desk).signIn('nok', PASSWORD)).to.equal(401);
    expect(await status('PATCH', path, { disabled: false })).to.equal(200);
    expect(await status('PUT', `${path}/password`, { password: 'another-password' })).to.equal(200);
    expect(await new StaffClient(desk).signIn('nok', 'another-password')).to.equal(200);
    expect(await status('PATCH', '/none', { disabled: true })).to.equal(404);
  });

  it('leave an admin who can undo it: nobody changes their own', async () => {
    const own = `/${(await account('admin'))?.id ?? ''}`;
    expect(await status('PATCH', own, { disabled: true })).to.equal(409);
    expect(await status('PATCH', own, { role: 'agent' })).to.equal(409);
    expect(await status('PUT', `${own}/password`, { password: PASSWORD })).to.equal(409);
  });

  it('are audited', async () => {
    const { items } = await admin.get<{ items: { action: string }[] }>('/api/audit?limit=50');
    const actions = items.map(({ action }) => action);
    for (const action of ['added', 'changed', 'disabled', 'password_reset']) {
      expect(actions).to.include(`staff.${action}`);
    }
  });
});
