/**
 * Makes the pictures of the main screens anew: `npm run screenshots`. No part of the tests, so that a
 * test run changes no file of the repository.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { COMPLAINT_TYPES } from '../../src/domain/problem-types.ts';
import type { Handoff } from '../../src/domain/handoff.ts';
import { conversationId, handoffId, staffId, type StaffId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/staff.ts';
import { hashPassword } from '../../src/http/sessions.ts';
import { systemIds } from '../../src/assembly/system.ts';
import * as sample from '../contracts/samples.ts';
import { chanceOf } from '../fakes/chance.ts';
import { complaint, PASSWORD, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { SLIP } from '../fakes/pictures.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const SHOTS = 'test/browser/screenshots';
const LARGEST = 200_000;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5 };
/** The simulator takes the Page's place where there are no credentials. */
const WITHOUT_FACEBOOK = {
  ...{ FACEBOOK_ACCESS_TOKEN: '', FACEBOOK_APP_SECRET: '', FACEBOOK_VERIFY_TOKEN: '' },
  ...{ FACEBOOK_PAGE_ID: '', FACEBOOK_GRAPH_URL: '', EVIDENCE_HOSTS: '' },
};
const MEMBERS: readonly (readonly [string, string, Role])[] = [
  ['mali', 'มะลิ ใจเย็น', 'agent'],
  ['dao', 'ดาว ขยันดี', 'agent'],
  ['nok', 'นก ช่วยงาน', 'editor'],
  ['suda', 'สุดา ดูแล', 'admin'],
];

describe('pictures of the main screens', function () {
  this.timeout(300_000);
  const desk = new DeskServer();
  const simulated = new DeskServer();
  const chance = chanceOf(1212);
  let browser: Browser;
  let person = '';
  let reference = '';
  let secret = '';

  before(async () => {
    await desk.start();
    await simulated.start(WITHOUT_FACEBOOK);
    const passwordHash = await hashPassword(PASSWORD);
    for (const [username, name, role] of MEMBERS) {
      const id = staffId(`staff-${username}`);
      const member = { id, username, name, role, passwordHash };
      await desk.running.store.addStaff({ ...member, disabledAt: null, createdAt: Date.now() });
    }
    await past();
    for (const [psid, name, words] of [
      ['9911', 'วิชัย ท.', 'ลงทุนในกลุ่มไลน์แล้วถอนเงินไม่ได้'],
      ['9912', 'Somying K.', 'สมัครงานออนไลน์ต้องโอนเงินประกันก่อน'],
      ['9913', 'ป้าแก้ว', 'มีคนโทรมาอ้างว่าเป็นตำรวจ'],
    ] as const) {
      await desk.say(psid, { text: words });
      await rename(await waitingPerson(desk, psid), name);
    }
    ({ id: person, reference, secret } = await complaint(desk, '9910'));
    await rename(person, 'นารี ส.');
    const mali = await signedIn(desk, 'mali');
    const path = `/api/conversations/${person}`;
    await mali.request('POST', `${path}/claim`);
    await mali.request('POST', `${path}/notes`, { text: 'รอรูปแชตจากผู้ร้อง' });
    const text = 'เจ้าหน้าที่รับเรื่องแล้วค่ะ ขอรูปแชตกับร้านเพิ่มได้ไหมคะ';
    await mali.request('POST', `${path}/messages`, { text });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
    await simulated.stop();
  });

  const rename = async (id: string, name: string) => {
    const { store } = desk.running;
    const found = await store.conversation(conversationId(id));
    if (found === null) throw new Error('There is no such conversation.');
    const next = { ...found, name, version: found.version + 1 };
    await store.commit({ conversation: { expectedVersion: found.version, next } });
  };
  /** A month of people who asked for a person, and of cases. */
  const past = async () => {
    const now = Date.now();
    const handoffs = Array.from({ length: 900 }, (): Handoff => {
      const requestedAt = now - Math.floor(chance() * 30) * DAY - Math.floor(chance() ** 2 * DAY);
      const firstAssignedAt = requestedAt + Math.floor(chance() ** 3 * 30 * MINUTE);
      const answeredAt = firstAssignedAt + Math.floor(chance() * 3 * MINUTE);
      return {
        id: handoffId(systemIds.next()),
        conversationId: sample.aPerson().id,
        ...{ reason: 'asked_for_human', reference: null, status: 'resolved' },
        ...{ requestedAt, firstAssignedAt, answeredAt },
        staffId: one(['mali', 'dao']),
        resolvedAt: answeredAt + Math.floor(chance() * 60 * MINUTE),
      };
    });
    const cases = Array.from({ length: 400 }, () => {
      const createdAt = now - Math.floor(chance() * 30 * DAY);
      const type = COMPLAINT_TYPES[Math.floor(chance() ** 2 * COMPLAINT_TYPES.length)];
      const fields = { createdAt, updatedAt: createdAt, ...(type && { type }) };
      return { expectedVersion: null, next: sample.aCase(sample.aPerson(), fields) };
    });
    await desk.running.store.commit({ handoffs, cases });
  };
  const one = (names: readonly string[]): StaffId =>
    staffId(`staff-${names[Math.floor(chance() * names.length)] ?? ''}`);
  const shot = async (page: Page, name: string) => {
    await holds(page, STILL);
    const bytes = await page.screenshot();
    expect(bytes.length, name).to.be.lessThan(LARGEST);
    writeFileSync(join(SHOTS, `${name}.png`), bytes);
  };
  const opened = async (username: string, options: Parameters<typeof openPage>[1] = {}) => {
    const { page } = await openPage(browser, options);
    await signInAt(page, desk.running.url, username);
    return page;
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    const named = (name: string) => (colorScheme === 'dark' ? `${name}-dark` : name);
    it(`shows the desk and a case, ${colorScheme}`, async () => {
      const page = await opened('mali', { colorScheme });
      await page.evaluate(`location.hash = '#/mine/${encodeURIComponent(person)}'`);
      await page.getByTestId('desk-evidence').first().waitFor();
      await page.getByTestId('desk-reply').waitFor();
      await shot(page, named('desk'));
      if (colorScheme === 'dark') return;
      await page.evaluate(`location.hash = '#/queue'`);
      await page.getByText('ป้าแก้ว').waitFor();
      await page.getByText('ป้าแก้ว').click();
      await page.getByTestId('desk-claim').waitFor();
      await shot(page, 'handoff');
      await page.evaluate(`location.hash = '#/cases/${reference}'`);
      await page.getByTestId('desk-referrals').waitFor();
      await shot(page, 'case');
      await page.getByTestId('desk-offer').first().scrollIntoViewIfNeeded();
      await shot(page, 'referrals');
    });

    it(`shows the supervisor's page, ${colorScheme}`, async () => {
      const page = await opened('suda', { colorScheme });
      await page.goto(`${desk.running.url}/desk/supervisor`);
      await page.getByTestId('supervisor-numbers').waitFor();
      await shot(page, named('supervisor-now'));
      await page.getByRole('tab', { name: 'ย้อนหลัง', exact: true }).click();
      await page.getByTestId('supervisor-total').waitFor();
      await shot(page, named('supervisor-over-time'));
      if (colorScheme === 'dark') return;
      const title = 'เรื่องใหม่ตามประเภท รายวัน';
      await page.getByRole('region', { name: title, exact: true }).first().waitFor();
      await page.evaluate(
        `document.querySelector('section[aria-label="${title}"]').previousElementSibling.scrollIntoView()`,
      );
      await shot(page, 'supervisor-types');
    });
  }

  it('shows accounts, the audit and one’s own account', async () => {
    const page = await opened('suda');
    await page.goto(`${desk.running.url}/desk/staff`);
    await page.getByRole('row', { name: /มะลิ/ }).waitFor();
    await shot(page, 'staff');
    await page.goto(`${desk.running.url}/desk#/audit`);
    await page.getByRole('row').nth(3).waitFor();
    await shot(page, 'audit');
    await page.goto(`${desk.running.url}/desk#/account`);
    await page.getByTestId('session').first().waitFor();
    await shot(page, 'account');
  });

  it('shows a phone: the inbox, the status of a case, and the Page’s thread', async () => {
    const inbox = await opened('mali', PHONE);
    await inbox.evaluate(`location.hash = '#/queue'`);
    await inbox.getByText('ป้าแก้ว').waitFor();
    await shot(inbox, 'desk-phone');
    const { page } = await openPage(browser, PHONE);
    await page.goto(`${desk.running.url}/track`);
    await page.getByLabel('รหัสอ้างอิง').fill(reference);
    await page.getByLabel('รหัสลับ').fill(secret);
    await page.getByRole('button', { name: 'ดูสถานะ' }).click();
    await page.getByTestId('track-result').waitFor();
    await shot(page, 'track');
    await phone((await openPage(browser, PHONE)).page);
  });

  const phone = async (page: Page) => {
    const heard = (answer: string) =>
      page.getByTestId('sim-in').filter({ hasText: answer }).last().waitFor();
    const say = async (text: string, answer: string) => {
      await page.getByTestId('sim-input').fill(text);
      await page.getByTestId('sim-send').click();
      await heard(answer);
    };
    const press = async (title: string, answer: string) => {
      await page.getByTestId('sim-quick-reply').filter({ hasText: title }).click();
      await heard(answer);
    };
    await page.goto(`${simulated.running.url}/simulator`);
    await say('สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร', 'สั่งซื้ออะไร');
    await say('เสื้อยืด 3 ตัว', 'ชื่ออะไร');
    await say('ร้านน้องมะลิ', 'ติดต่อร้านแล้ว');
    await shot(page, 'simulator');
    await press('บล็อก', 'สลิป');
    const slip = { name: 'slip.png', mimeType: 'image/png', buffer: SLIP };
    await page.locator('input[type=file]').setInputFiles(slip);
    await heard('ได้รับแล้ว');
    await say('อันนี้สลิปค่ะ', 'ถ้ามีรูปอีก');
    await press('พอแล้ว', 'ขอความยินยอม');
    await press('ยินยอม ส่งเรื่อง', 'ขอชื่อและเบอร์โทร');
    await say('มะลิ ตัวอย่าง 0812345678', 'รหัสลับ');
    await page.getByTestId('sim-in').last().scrollIntoViewIfNeeded();
    await shot(page, 'receipt');
  };
});
