import { expect } from 'chai';
import { complaint } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';
import { MailServer } from '../mail/mail-server.ts';

interface View {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly answers: readonly string[];
}

describe('a referral, from the desk to the agency and back', function () {
  this.timeout(60_000);
  const desk = new DeskServer();
  const mail = new MailServer();
  const staff = new StaffClient(desk);
  let reference = '';
  let token = '';

  before(async () => {
    await desk.start({
      SMTP_URL: await mail.start(),
      MAIL_FROM: 'desk@example.org',
      PUBLIC_URL: 'https://desk.example.org',
      SESSION_SECRET: 'a-session-secret-for-tests',
    });
    ({ reference } = await complaint(desk, '7601'));
    await staff.signIn();
  });
  after(async () => {
    await desk.stop();
    await mail.stop();
  });

  const agency = (path: string, body: object) =>
    fetch(`${desk.running.url}/api/agency/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const look = async () => (await (await agency('look', { token })).json()) as View;
  const caseNow = () => staff.get<{ status: string; holder: string }>(`/api/cases/${reference}`);
  const orderFda = { agency: 'fda', note: 'โปรดพิจารณา' };

  it('shows staff who takes such a case, and what is missing', async () => {
    const { suggestions, mails } = await staff.get<{
      suggestions: { agency: { id: string }; present: string[]; missing: string[] }[];
      mails: boolean;
    }>(`/api/cases/${reference}/referrals`);
    expect(mails).to.equal(true);
    expect(suggestions.map(({ agency: { id } }) => id)).to.include.members(['ocpb', 'marketplace']);
    expect(suggestions[0]?.present).to.not.be.empty;
  });

  it('sends a mail with the whole bundle and a link, and tells the person', async () => {
    const before = desk.of('7601').length;
    const sent = await staff.request('POST', `/api/cases/${reference}/referrals`, orderFda);
    expect(sent.status).to.equal(200);
    expect(await caseNow()).to.include({ status: 'forwarded', holder: 'fda' });
    await desk.until(() => mail.mails.length === 1);
    const raw = mail.mails[0]?.raw ?? '';
    expect(raw).to.contain(`filename=${reference}.zip`);
    const text = raw.split(/\r?\n\r?\n/).map((part) => Buffer.from(part, 'base64').toString());
    const readable = `${raw.replace(/=\r?\n/g, '')} ${text.join(' ')}`;
    token = /\/agency#([\w.-]+)/.exec(readable)?.[1] ?? '';
    expect(token).to.match(/^[\w-]+\.[\w-]{43}$/);
    await desk.until(() => desk.of('7601').length > before);
  });

  it('shows the agency what it is about, and nothing of people', async () => {
    const answer = await agency('look', { token });
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const text = await answer.text();
    expect(text).to.contain(reference).and.contain('โปรดพิจารณา');
    expect(text).to.not.contain('7601');
    expect(text).to.not.match(/secret|facts|parties|psid/);
  });

  it('gives the bundle to who holds the link, and to staff, and notes both', async () => {
    const zip = await agency('bundle', { token });
    expect(zip.headers.get('content-type')).to.equal('application/zip');
    expect(
      Buffer.from(await zip.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).to.equal('PK');
    const own = await staff.request('GET', `/api/cases/${reference}/bundle`);
    expect(own.status).to.equal(200);
    await own.arrayBuffer();
    const query = { action: 'case.bundled', limit: 9 } as const;
    const { items } = await desk.running.store.auditEntries(query);
    const actors = items.map(({ actor }) => actor.split(':')[0]);
    expect(actors).to.deep.equal(['staff', 'agency']);
  });

  it('takes the answer of the agency, once, and tells the person', async () => {
    const told = desk.of('7601').length;
    const { version } = await look();
    const reply = { token, version, status: 'in_progress', note: 'นัดสอบถามผู้ขาย' };
    const [one, two] = await Promise.all([agency('reply', reply), agency('reply', reply)]);
    expect([one.status, two.status]).to.deep.equal([200, 200]);
    expect(await caseNow()).to.include({ status: 'agency_in_progress' });
    const old = await agency('reply', { ...reply, status: 'resolved' });
    expect(old.status, 'said of an older version').to.equal(409);
    await desk.until(() => desk.of('7601').length > told);
    expect(desk.of('7601').length - told, 'told once').to.equal(1);
  });

  it('opens nothing once staff have taken it back', async () => {
    const { items } = await staff.get<{ items: View[] }>(`/api/cases/${reference}/referrals`);
    const id = items[0]?.id ?? '';
    const back = await staff.request('POST', `/api/referrals/${id}/withdraw`, {
      note: 'ผิดหน่วยงาน',
    });
    expect(back.status).to.equal(200);
    expect((await agency('look', { token })).status).to.equal(404);
    expect(await caseNow()).to.include({ status: 'coordinating', holder: '1212' });
  });

  it('lets nobody without a session or link in, and slows guessing', async () => {
    for (const path of [
      `/api/cases/${reference}/bundle`,
      `/api/cases/${reference}/referrals`,
      '/api/agencies',
    ])
      expect((await fetch(`${desk.running.url}${path}`)).status, path).to.equal(401);
    const guess = { token: `${'a'.repeat(36)}.${'b'.repeat(43)}` };
    const seen = new Set<number>();
    for (let tries = 0; tries < 25; tries += 1) seen.add((await agency('look', guess)).status);
    expect([...seen]).to.deep.equal([404, 429]);
  });
});
