import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { AccountAnswer } from '../../src/accounts/shapes.ts';
import { ofStaff } from '../../src/domain/audit.ts';
import { staffId } from '../../src/domain/ids.ts';
import { addMember, PASSWORD, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';

const codeOf = (secret: string, at = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

describe('a member’s own account', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Nok', 'Somchai', 'Dao']) await addMember(desk, name, 'agent');
  });
  after(() => desk.stop());

  const account = (client: StaffClient) => client.get<AccountAnswer>('/api/account');
  const isIn = async (client: StaffClient) =>
    (await client.request('GET', '/api/session')).status === 200;
  const signIn = (username: string, code?: string, password = PASSWORD) =>
    fetch(`${desk.running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, ...(code !== undefined && { code }) }),
    });
  const reasonOf = async (response: Response) =>
    ((await response.json()) as { reason?: string }).reason;

  it('shows where one is signed in, and signs out there', async () => {
    const [here, there, elsewhere] = [
      await signedIn(desk, 'mali'),
      await signedIn(desk, 'mali'),
      await signedIn(desk, 'mali'),
    ];
    const { sessions } = await account(here);
    expect(sessions).to.have.length(3);
    expect(sessions.filter(({ current }) => current)).to.have.length(1);
    const theirs = (await account(there)).sessions.find(({ current }) => current)?.id ?? '';
    expect((await here.request('DELETE', `/api/account/sessions/${theirs}`)).status).to.equal(204);
    expect([await isIn(here), await isIn(there), await isIn(elsewhere)]).to.deep.equal([
      true,
      false,
      true,
    ]);
    expect((await here.request('DELETE', `/api/account/sessions/${theirs}`)).status).to.equal(404);
    expect((await here.request('DELETE', '/api/account/sessions/others')).status).to.equal(204);
    expect([await isIn(here), await isIn(elsewhere)]).to.deep.equal([true, false]);
  });

  it('shows and ends nobody else’s sessions', async () => {
    const [mali, nok] = [await signedIn(desk, 'mali'), await signedIn(desk, 'nok')];
    const nokHere = (await account(nok)).sessions[0]?.id ?? '';
    const mine = (await account(mali)).sessions.map(({ id }) => id);
    expect(mine).to.not.include(nokHere);
    expect((await mali.request('DELETE', `/api/account/sessions/${nokHere}`)).status).to.equal(404);
    expect(await isIn(nok)).to.equal(true);
  });

  it('takes a new password for the old one, and ends every other session', async () => {
    const [here, there] = [await signedIn(desk, 'somchai'), await signedIn(desk, 'somchai')];
    const change = (password: string, next: string) =>
      here.request('POST', '/api/account/password', { password, next });
    expect((await change('not the password', 'another-long-one')).status).to.equal(403);
    expect((await change(PASSWORD, 'too short')).status).to.equal(400);
    expect(await isIn(there)).to.equal(true);
    expect((await change(PASSWORD, 'another-long-one')).status).to.equal(200);
    expect(await isIn(there)).to.equal(false);
    expect((await signIn('somchai')).status).to.equal(401);
    expect((await signIn('somchai', undefined, 'another-long-one')).status).to.equal(200);
  });

  it('asks for a code of the authenticator app once that is set up, and takes each code once', async () => {
    const [here, there] = [await signedIn(desk, 'nok'), await signedIn(desk, 'nok')];
    const offer = await here.request('POST', '/api/account/second-factor/offer');
    const { secret, picture } = (await offer.json()) as { secret: string; picture: string };
    expect(picture).to.match(/^data:image\/svg\+xml;base64,/);
    const confirm = (code: string, password = PASSWORD) =>
      here.request('POST', '/api/account/second-factor', { password, secret, code });
    expect((await confirm(codeOf(secret), 'wrong')).status).to.equal(403);
    expect((await confirm('000000')).status).to.equal(403);
    const used = codeOf(secret);
    const kept = await confirm(used);
    expect(kept.status).to.equal(200);
    const { recoveryCodes } = (await kept.json()) as { recoveryCodes: string[] };
    expect(new Set(recoveryCodes).size).to.equal(8);
    expect(await isIn(there)).to.equal(false);

    const asked = await signIn('nok');
    expect([asked.status, await reasonOf(asked)]).to.deep.equal([401, 'code_needed']);
    expect((await signIn('nok', used)).status, 'the code that set it up').to.equal(401);
    const next = codeOf(secret, Date.now() + 30_000);
    const wrong = await signIn('nok', next, 'wrong password');
    expect(await reasonOf(wrong), 'the password is asked first').to.equal('credentials');
    expect((await signIn('nok', next)).status).to.equal(200);
    expect((await signIn('nok', next)).status, 'the same code again').to.equal(401);
    const [first = '', second = ''] = recoveryCodes;
    expect((await signIn('nok', ` ${first.toLowerCase().replace('-', ' ')}`)).status).to.equal(200);
    expect((await signIn('nok', first)).status, 'the same recovery code').to.equal(401);
    const again = new StaffClient(desk);
    expect(await again.signIn('nok', PASSWORD, second)).to.equal(200);
    expect((await account(again)).secondFactor).to.deep.equal({ on: true, recoveryCodesLeft: 6 });
    const stored = JSON.stringify((await desk.running.store.staffByUsername('nok')) ?? '');
    for (const code of recoveryCodes) expect(stored).to.not.include(code);
  });

  it('gives the second factor up for the password and a code', async () => {
    const here = await signedIn(desk, 'dao');
    const offer = await here.request('POST', '/api/account/second-factor/offer');
    const { secret } = (await offer.json()) as { secret: string };
    const body = { password: PASSWORD, secret, code: codeOf(secret) };
    const kept = await here.request('POST', '/api/account/second-factor', body);
    const { recoveryCodes } = (await kept.json()) as { recoveryCodes: string[] };
    const fresh = new StaffClient(desk);
    await fresh.signIn('dao', PASSWORD, recoveryCodes[0]);
    const remove = (code: string) =>
      fresh.request('POST', '/api/account/second-factor/removal', { password: PASSWORD, code });
    expect((await remove('000000')).status).to.equal(403);
    expect((await remove(recoveryCodes[0] ?? '')).status, 'a used one').to.equal(403);
    expect((await remove(recoveryCodes[1] ?? '')).status).to.equal(200);
    expect((await signIn('dao')).status).to.equal(200);
  });

  it('slows who guesses the password of a session left open', async () => {
    await addMember(desk, 'Fon', 'agent');
    const here = await signedIn(desk, 'fon');
    const statuses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const body = { password: `guess ${tries}`, next: 'another-long-one' };
      statuses.push((await here.request('POST', '/api/account/password', body)).status);
    }
    expect(statuses).to.deep.equal([...Array<number>(10).fill(403), 429]);
  });

  it('tells in the audit what was changed, and no secret', async () => {
    const subjects = [ofStaff(staffId('staff-dao'))];
    const { items } = await desk.running.store.auditEntries({ subjects, limit: 50 });
    expect(items.map(({ action }) => action)).to.include.members([
      'staff.second_factor_on',
      'staff.second_factor_off',
    ]);
    expect(JSON.stringify(items)).to.not.include(PASSWORD);
  });
});
