import { expect } from 'chai';
import { staffId } from '../../src/domain/ids.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { addMember, PASSWORD, signedIn } from '../fakes/desk-people.ts';

describe('sessions', function () {
  this.timeout(30_000);
  const desk = new DeskServer();

  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Somchai', 'Nok']) await addMember(desk, name, 'agent');
  });
  after(() => desk.stop());

  const signIn = (username: string, password: string, headers: Record<string, string> = {}) =>
    fetch(`${desk.running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ username, password }),
    });
  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0] ?? '')
      .join('; ');

  it('keeps its cookies from scripts and other sites, and to HTTPS where there is one', async () => {
    const plain = (await signIn('mali', PASSWORD)).headers.getSetCookie();
    expect(plain).to.have.length(2);
    for (const line of plain) {
      expect(line).to.include('HttpOnly').and.include('SameSite=Strict');
      expect(line).to.not.include('Secure');
    }
    const behindProxy = await signIn('mali', PASSWORD, { 'x-forwarded-proto': 'https' });
    for (const line of behindProxy.headers.getSetCookie()) expect(line).to.include('Secure');
  });

  it('answers an unknown name and a wrong password alike', async () => {
    const [unknown, wrong] = await Promise.all([signIn('nobody', 'x'), signIn('mali', 'x')]);
    expect(unknown.status).to.equal(401);
    expect(await unknown.json()).to.deep.equal(await wrong.json());
  });

  it('says who is signed in and forgets it at sign-out', async () => {
    const mali = await signedIn(desk, 'mali');
    const { staff } = await mali.get<{ staff: object }>('/api/session');
    expect(staff).to.deep.equal({
      id: 'staff-mali',
      username: 'mali',
      name: 'Mali',
      role: 'agent',
    });
    expect((await mali.request('DELETE', '/api/session')).status).to.equal(204);
    expect((await mali.request('GET', '/api/session')).status).to.equal(401);
  });

  it('refuses whatever changes something without the token of this session', async () => {
    const cookie = cookiesOf(await signIn('mali', PASSWORD));
    const other = (await (await signIn('somchai', PASSWORD)).json()) as { csrfToken: string };
    const send = (token?: string) =>
      fetch(`${desk.running.url}/api/session`, {
        method: 'DELETE',
        headers: { cookie, ...(token !== undefined && { 'x-csrf-token': token }) },
      });
    expect((await send()).status).to.equal(403);
    expect((await send('')).status).to.equal(403);
    expect((await send(other.csrfToken)).status).to.equal(403);
  });

  it('ends the sessions of a member who is disabled', async () => {
    const nok = await signedIn(desk, 'nok');
    expect((await nok.request('GET', '/api/conversations')).status).to.equal(200);
    await desk.running.store.updateStaff(staffId('staff-nok'), { disabledAt: Date.now() });
    expect((await nok.request('GET', '/api/conversations')).status).to.equal(401);
    expect((await signIn('nok', PASSWORD)).status).to.equal(401);
  });

  it('stops guessing of one password and shuts out neither others nor a known browser', async () => {
    const known = cookiesOf(await signIn('somchai', PASSWORD));
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      statuses.push((await signIn(tries % 2 ? ' SOMCHAI' : 'somchai', `guess ${tries}`)).status);
    }
    expect(statuses.slice(0, 10)).to.deep.equal(Array(10).fill(401));
    expect(statuses.slice(10)).to.deep.equal([429, 429]);
    const stopped = await signIn('somchai', PASSWORD);
    expect(stopped.status, 'a stranger, even with the right password').to.equal(429);
    expect(Number(stopped.headers.get('retry-after'))).to.be.within(1, 900);
    expect((await signIn('mali', PASSWORD)).status, 'a colleague at the same address').to.equal(
      200,
    );
    const device = { cookie: known };
    expect((await signIn('somchai', PASSWORD, device)).status, 'his own browser').to.equal(200);
    const forged = { cookie: known.replace(/device=[^.]+/, 'device=AAAA') };
    expect((await signIn('somchai', PASSWORD, forged)).status, 'a forged mark').to.equal(429);
  });

  it('tells malformed bodies from wrong ones without repeating them', async () => {
    const send = (body: string, type = 'application/json') =>
      fetch(`${desk.running.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    const malformed = await send('{"username": "mali", my secret');
    expect(malformed.status).to.equal(400);
    expect(await malformed.text()).to.not.include('secret');
    expect((await send('username=mali&password=x', 'text/plain')).status).to.equal(400);
    expect((await send(JSON.stringify({ username: 'a'.repeat(200_000) }))).status).to.equal(413);
  });
});
