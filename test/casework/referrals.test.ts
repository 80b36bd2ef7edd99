import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { answerReferral, type AgencySays } from '../../src/casework/answer-referral.ts';
import {
  handOverReferral,
  resendReferral,
  withdrawReferral,
} from '../../src/casework/move-referral.ts';
import { refer, type ReferralOrder } from '../../src/casework/refer.ts';
import { raiseOverdue } from '../../src/casework/referral-overdue.ts';
import type { ReferralTools } from '../../src/casework/referral-tools.ts';
import { replyToken } from '../../src/casework/reply-link.ts';
import { sendReferrals } from '../../src/casework/send-referral.ts';
import type { Agency } from '../../src/domain/agency.ts';
import type { CaseStatus } from '../../src/domain/case.ts';
import { staffId } from '../../src/domain/ids.ts';
import type { Referral } from '../../src/domain/referral.ts';
import type { MailResult, OutgoingMail, Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { systemIds } from '../../src/assembly/system.ts';
import { fireNextTimer } from '../../src/timers/fire-next.ts';
import { aCase, aPerson } from '../contracts/samples.ts';

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 10, 24, 5);
const SECRET = 'a-session-secret-for-tests';
const ACTOR = { id: staffId('s1'), name: 'สมหญิง ใจดี', role: 'agent', username: 'somying' } as const;
const agency = (id: string, email: string | null): Agency => ({
  id,
  name: { th: `สำนักงาน ${id}`, en: id },
  short: { th: id, en: id },
  types: ['not_received'],
  evidence: [],
  channel: email === null ? 'paper' : 'email',
  ...{ email, hotline: null, line: null, website: null, hours: null, note: null },
  unverified: [],
  sources: ['S1'],
  reviewed: '2026-11-25',
  needsReview: false,
});
const AGENCIES = [agency('fda', 'desk@fda.example.org'), agency('ocpb', null)];
const ORDER: ReferralOrder = {
  agency: 'fda',
  by: 'email',
  email: null,
  note: 'โปรดพิจารณา',
  together: false,
  instead: null,
};

describe('referrals', () => {
  let folder: string;
  let store: Store;
  let now: number;
  let answers: MailResult[];
  let mails: OutgoingMail[];
  let told: CaseStatus[];
  let tools: ReferralTools;
  const clock = { now: () => now };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'referrals-'));
    store = await openSqliteStore({ directory: folder, ids: systemIds, clock });
    [now, answers, mails, told] = [START, [], [], []];
    const news: ReferralTools['news'] = (changed) => {
      told.push(changed.status);
      return Promise.resolve({});
    };
    const agencies = () => AGENCIES;
    tools = { store, clock, ids: systemIds, agencies, news, mails: true, answerMs: 7 * DAY };
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const file = async () => {
    const record = aCase(aPerson(), { status: 'screening' });
    await store.commit({ cases: [{ expectedVersion: null, next: record }] });
    return record.reference;
  };
  const handlers = () => ({
    send_referral: sendReferrals({
      store,
      ids: systemIds,
      mailer: {
        send(mail) {
          mails.push(mail);
          return Promise.resolve(answers.shift() ?? { status: 'sent' });
        },
      },
      agencies: () => AGENCIES,
      secret: SECRET,
      replyPage: (token) => `https://desk.example.org/agency#${token}`,
      host: 'desk.example.org',
      bundle: () => Promise.resolve(Buffer.from('zip')),
    }),
    referral_overdue: raiseOverdue({ store, ids: systemIds }),
  });
  const work = async () => {
    const all = handlers();
    while (await fireNextTimer({ store, clock, log: silent, handlers: all }));
  };
  const referred = async (order: Partial<ReferralOrder> = {}, reference?: string) => {
    const of = reference === undefined ? await file() : (reference as Referral['reference']);
    const result = await refer(tools, ACTOR, of, { ...ORDER, ...order });
    if (result.status !== 'ok') throw new Error(result.status);
    return result.referral;
  };
  const read = async (referral: Referral) => {
    const found = await store.referral(referral.id);
    if (found === null) throw new Error('The referral is gone.');
    return found;
  };
  const caseOf = async ({ reference }: Referral) => {
    const found = await store.caseByReference(reference);
    if (found === null) throw new Error('The case is gone.');
    return { status: found.status, holder: found.holder };
  };
  const says = async (
    referral: Referral,
    status: AgencySays['status'],
    note: string | null = null,
  ) => {
    const { version } = await read(referral);
    const token = replyToken(await read(referral), SECRET);
    return answerReferral({ ...tools, secret: SECRET }, token, { status, note, version });
  };

  it('hand the case over, tell the person, and send the mail from what is stored', async () => {
    const referral = await referred();
    expect(await caseOf(referral)).to.deep.equal({ status: 'forwarded', holder: 'fda' });
    expect(told).to.deep.equal(['forwarded']);
    expect(referral.status).to.equal('preparing');
    expect(mails).to.deep.equal([]);
    await work();
    expect((await read(referral)).status).to.equal('sent');
    expect(mails).to.have.length(1);
    expect(mails[0]?.to).to.equal('desk@fda.example.org');
    expect(mails[0]?.messageId).to.equal(`referral.${referral.id}.1@desk.example.org`);
    expect(mails[0]?.text).to.contain(`/agency#${replyToken(referral, SECRET)}`);
    expect(mails[0]?.text).to.contain('โปรดพิจารณา');
  });

  it('try a mail again that was not taken, and show why it waits', async () => {
    answers = [{ status: 'failed', problem: 'unreachable', permanent: false }];
    const referral = await referred();
    await work();
    const waiting = await read(referral);
    expect(waiting.status).to.equal('preparing');
    expect(waiting.mail).to.include({
      attempts: 1,
      problem: 'unreachable',
      nextTryAt: now + 60_000,
    });
    now += 60_000;
    await work();
    expect((await read(referral)).status).to.equal('sent');
  });

  it('fail where staff see it, at once when refused for good and after two days otherwise', async () => {
    answers = [{ status: 'failed', problem: 'bad_address', permanent: true }];
    const refused = await referred();
    await work();
    expect((await read(refused)).status).to.equal('failed');
    expect((await store.stuckReferrals(10)).map(({ id }) => id)).to.deep.equal([refused.id]);
    answers = Array.from({ length: 30 }, () => ({
      status: 'failed',
      problem: 'unreachable',
      permanent: false,
    }));
    const silentServer = await referred();
    for (let hours = 0; hours < 60; hours += 1) {
      await work();
      now += 3_600_000;
    }
    const given = await read(silentServer);
    expect(given.status).to.equal('failed');
    expect(given.mail).to.include({ attempts: 11, problem: 'unreachable', nextTryAt: null });
    expect((await caseOf(silentServer)).holder, 'staff decide what follows').to.equal('fda');
  });

  it('do not send twice when the commit behind the mail meets a conflict', async () => {
    const referral = await referred();
    const { send_referral: handle } = handlers();
    const claim = await store.claimTimer({ now, leaseMs: 60_000 });
    if (claim === null) throw new Error('No timer was set.');
    await handle(claim.timer, now);
    const change = await handle(claim.timer, now);
    expect(mails).to.have.length(1);
    expect((await store.commit({ ...change, timer: claim })).status).to.equal('committed');
    expect((await read(referral)).status).to.equal('sent');
  });

  it('take what the agency says, tell the person, and take the same answer once', async () => {
    const referral = await referred();
    await work();
    expect((await says(referral, 'acknowledged')).status).to.equal('ok');
    expect(await caseOf(referral)).to.deep.equal({ status: 'forwarded', holder: 'fda' });
    const { version } = await read(referral);
    const token = replyToken(referral, SECRET);
    const answer = { status: 'in_progress', note: 'นัดสอบถาม', version } as const;
    const twice = () => answerReferral({ ...tools, secret: SECRET }, token, answer);
    expect((await twice()).status).to.equal('ok');
    expect((await twice()).status).to.equal('ok');
    expect((await read(referral)).history.filter(({ by }) => by === 'agency')).to.have.length(2);
    expect(await caseOf(referral)).to.deep.equal({ status: 'agency_in_progress', holder: 'fda' });
    const late = await answerReferral({ ...tools, secret: SECRET }, token, {
      ...answer,
      note: 'อื่น',
    });
    expect(late.status).to.equal('stale');
    expect((await says(referral, 'resolved')).status).to.equal('ok');
    expect((await caseOf(referral)).status).to.equal('resolved');
    expect(told).to.deep.equal(['forwarded', 'agency_in_progress', 'resolved']);
    expect((await says(referral, 'in_progress')).status, 'it is over').to.equal('not_allowed');
  });

  it('come back with a reason, and not without one', async () => {
    const referral = await referred();
    await work();
    expect((await says(referral, 'returned')).status).to.equal('no_reason');
    expect((await says(referral, 'returned', 'ไม่อยู่ในอำนาจ')).status).to.equal('ok');
    expect(await caseOf(referral)).to.deep.equal({ status: 'coordinating', holder: '1212' });
  });

  it('open nothing by a link that is wrong, ended, replaced or withdrawn', async () => {
    const referral = await referred();
    await work();
    const { version } = await read(referral);
    const token = replyToken(referral, SECRET);
    const answer = { status: 'acknowledged', note: null, version } as const;
    const by = async (one: string) =>
      (await answerReferral({ ...tools, secret: SECRET }, one, answer)).status;
    expect(await by(`${token.slice(0, -2)}zz`)).to.equal('no_link');
    expect(await by(replyToken(referral, 'another secret'))).to.equal('no_link');
    expect(await by(`nobody.${token.split('.')[1]}`)).to.equal('no_link');
    expect(await by('')).to.equal('no_link');
    now += 91 * DAY;
    expect(await by(token)).to.equal('no_link');
    now -= 91 * DAY;
    await resendReferral(tools, ACTOR, referral.id, null);
    expect(await by(token), 'the one before').to.equal('no_link');
    await work();
    const fresh = replyToken(await read(referral), SECRET);
    await withdrawReferral(tools, ACTOR, referral.id, null);
    expect(await by(fresh)).to.equal('no_link');
    expect(mails.map(({ messageId }) => messageId.split('@')[0])).to.deep.equal([
      `referral.${referral.id}.1`,
      `referral.${referral.id}.2`,
    ]);
  });

  it('are not sent any more once they are withdrawn, and give the case back', async () => {
    const referral = await referred();
    expect((await withdrawReferral(tools, ACTOR, referral.id, 'ผิดหน่วยงาน')).status).to.equal('ok');
    await work();
    now += 30 * DAY;
    await work();
    expect(mails).to.deep.equal([]);
    expect((await read(referral)).status).to.equal('withdrawn');
    expect(await caseOf(referral)).to.deep.equal({ status: 'coordinating', holder: '1212' });
    expect((await withdrawReferral(tools, ACTOR, referral.id, null)).status).to.equal(
      'not_allowed',
    );
  });

  it('may be with two agencies at once, if staff say so, and solved when both have', async () => {
    const first = await referred();
    const alone = await refer(tools, ACTOR, first.reference, {
      ...ORDER,
      agency: 'ocpb',
      by: 'hand',
    });
    expect(alone.status).to.equal('held_elsewhere');
    const second = await referred({ agency: 'ocpb', by: 'hand', together: true }, first.reference);
    expect(second.status).to.equal('sent');
    expect((await caseOf(first)).holder).to.equal('fda');
    const again = await refer(tools, ACTOR, first.reference, { ...ORDER, together: true });
    expect(again.status).to.equal('already_there');
    await work();
    await says(first, 'resolved');
    expect((await caseOf(first)).status).to.equal('forwarded');
    await says(second, 'resolved');
    expect((await caseOf(first)).status).to.equal('resolved');
  });

  it('pass to the other agency that has it when the holder gives it back', async () => {
    const first = await referred();
    await referred({ agency: 'ocpb', by: 'hand', together: true }, first.reference);
    await work();
    await says(first, 'returned', 'ไม่อยู่ในอำนาจ');
    expect(await caseOf(first)).to.deep.equal({ status: 'forwarded', holder: 'ocpb' });
  });

  it('go on to another agency in one step', async () => {
    const first = await referred();
    await work();
    const second = await referred(
      { agency: 'ocpb', by: 'hand', instead: first.id },
      first.reference,
    );
    expect((await read(first)).status).to.equal('withdrawn');
    expect(await caseOf(second)).to.deep.equal({ status: 'forwarded', holder: 'ocpb' });
    const { items } = await store.auditEntries({ subjects: [`case:${first.reference}`], limit: 9 });
    expect(items.map(({ action }) => action)).to.deep.equal([
      'referral.made',
      'referral.withdrawn',
      'referral.sent',
      'referral.made',
    ]);
  });

  it('raise an alarm when the agency is silent, once, until it answers', async () => {
    const referral = await referred();
    await work();
    now += 7 * DAY - 1;
    await work();
    expect(await store.stuckReferrals(10)).to.deep.equal([]);
    now += 1;
    await work();
    expect((await store.stuckReferrals(10)).map(({ id }) => id)).to.deep.equal([referral.id]);
    expect((await read(referral)).overdueSince).to.equal(START + 7 * DAY);
    expect((await says(referral, 'acknowledged')).status).to.equal('ok');
    expect(await store.stuckReferrals(10)).to.deep.equal([]);
    now += 7 * DAY;
    await work();
    expect(await store.stuckReferrals(10), 'silent again').to.have.length(1);
  });

  it('are refused where they cannot be', async () => {
    const reference = await file();
    const order = async (change: Partial<ReferralOrder>, of = tools) =>
      (await refer(of, ACTOR, reference, { ...ORDER, ...change })).status;
    expect(await order({ agency: 'nobody' })).to.equal('unknown_agency');
    expect(await order({ agency: 'ocpb' })).to.equal('no_address');
    expect(await order({}, { ...tools, mails: false })).to.equal('no_mailer');
    const record = await store.caseByReference(reference);
    if (record === null) throw new Error('The case is gone.');
    const closed = { ...record, version: 2, status: 'resolved' } as const;
    await store.commit({ cases: [{ expectedVersion: 1, next: closed }] });
    expect(await order({})).to.equal('case_closed');
  });

  it('may be brought there by staff where the mail could not', async () => {
    answers = [{ status: 'failed', problem: 'bad_address', permanent: true }];
    const referral = await referred();
    await work();
    expect((await handOverReferral(tools, ACTOR, referral.id)).status).to.equal('ok');
    expect(await read(referral)).to.include({ status: 'sent', mail: null });
    expect(await store.stuckReferrals(10)).to.deep.equal([]);
  });
});
