import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { newPresence } from '../../src/domain/presence.ts';
import { staffId } from '../../src/domain/ids.ts';
import { dayInBangkok, startOfDay } from '../../src/domain/shift.ts';
import { makeDates } from '../../src/http/web/dates.ts';
import { aCase, aPerson } from '../contracts/samples.ts';
import { addMember, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const TABS = {
  th: ['ตอนนี้', 'ย้อนหลัง', 'ความพึงพอใจ', 'การจ่ายเรื่อง', 'กะ'],
  en: ['Now', 'Over time', 'Satisfaction', 'Assignment', 'Shifts'],
} as const;

describe('the supervisor’s page, presence and hand-over in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;

  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Dao']) await addMember(desk, name, 'agent');
    await addMember(desk, 'Suda', 'supervisor');
    const id = await waitingPerson(desk, '9901');
    await waitingPerson(desk, '9902');
    const mali = await signedIn(desk, 'mali');
    await mali.request('POST', `/api/conversations/${id}/claim`);
    await mali.request('POST', `/api/conversations/${id}/messages`, { text: 'สวัสดีค่ะ' });
    const midnight = startOfDay(dayInBangkok(Date.now()).number - 1);
    const opened = [
      ...Array.from({ length: 4 }, () => ({ type: 'loan_scam' as const, hour: 20 })),
      ...Array.from({ length: 2 }, () => ({ type: 'loan_scam' as const, hour: 9 })),
      { type: 'gambling' as const, hour: 0 },
    ];
    await desk.running.store.commit({
      cases: opened.map(({ type, hour }) => ({
        expectedVersion: null,
        next: aCase(aPerson(), { type, createdAt: midnight + hour * 3_600_000 + 60_000 }),
      })),
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const supervisorAt = async (options: Parameters<typeof openPage>[1] = {}) => {
    const opened = await openPage(browser, options);
    await signInAt(opened.page, desk.running.url, 'suda');
    await opened.page.goto(`${desk.running.url}/desk/supervisor`);
    await opened.page.getByTestId('supervisor-numbers').waitFor();
    return opened;
  };
  const openTab = async (page: Page, name: string) => {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('tabpanel').waitFor();
    if (name === TABS.th[1] || name === TABS.en[1])
      await page.getByTestId('supervisor-total').waitFor();
    await holds(page, STILL);
  };

  it('lets an agent say whether they are there, and colleagues see it', async () => {
    const { page, errors } = await openPage(browser);
    await signInAt(page, desk.running.url, 'mali');
    await page.getByRole('button', { name: 'สถานะของฉัน: ไม่อยู่' }).press('Enter');
    await page.getByRole('menuitem', { name: 'พร้อมรับเรื่อง' }).click();
    await page.getByRole('button', { name: 'สถานะของฉัน: พร้อมรับเรื่อง' }).waitFor();
    const { page: other, errors: faults } = await supervisorAt();
    await other.getByRole('row', { name: /Mali พร้อมรับเรื่อง 1 5/ }).waitFor();
    expect([...errors, ...faults]).to.deep.equal([]);
  });

  it('shows what is the matter now, and lets who leads open nothing less', async () => {
    const { page } = await supervisorAt();
    const numbers = await page.getByTestId('supervisor-numbers').innerText();
    expect(numbers).to.match(/รอรับตอนนี้\s+1\s/);
    expect(numbers).to.match(/ตอบช้ากว่าที่แจ้ง วันนี้\s+0 จาก 2/);
    const { page: agents } = await openPage(browser);
    await signInAt(agents, desk.running.url, 'dao');
    await agents.goto(`${desk.running.url}/desk/supervisor`);
    await agents.getByText('บัญชีของคุณไม่มีสิทธิ์ดูส่วนนี้').waitFor();
  });

  it('switches to turns, and a person who waits is given to who is there', async () => {
    const { page, errors } = await supervisorAt();
    await openTab(page, 'การจ่ายเรื่อง');
    await page.getByRole('combobox', { name: 'วิธีจ่ายเรื่อง' }).click();
    await page.getByRole('option', { name: 'ระบบจ่ายให้ทีละคน' }).click();
    await page.getByRole('button', { name: 'บันทึก' }).click();
    const { store } = desk.running;
    await desk.until(async () => (await store.deskSetup()).mode === 'round_robin');
    const dao = newPresence(staffId('staff-dao'));
    const next = { ...dao, version: 1, status: 'available' as const, seenAt: Date.now() };
    await store.commit({ presences: [{ expectedVersion: 0, next }] });
    await desk.until(async () => (await store.conversationCounts()).queue === 0);
    expect(errors).to.deep.equal([]);
  });

  it('plans a shift', async () => {
    const { page, errors } = await supervisorAt();
    await openTab(page, 'กะ');
    await page.getByText('ตอนนี้ไม่มีกะ').waitFor();
    await page.getByRole('button', { name: 'เพิ่มกะ' }).click();
    await page.getByLabel('ชื่อกะ').fill('ทั้งวัน');
    await page.getByLabel('เริ่ม', { exact: true }).fill('00:00');
    await page.getByLabel(/^ถึง/).fill('00:00');
    for (const day of ['ส.', 'อา.']) await page.getByText(day, { exact: true }).click();
    await page.getByRole('button', { name: 'บันทึก' }).click();
    await page.getByText(/กะตอนนี้: ทั้งวัน/).waitFor();
    const { shifts } = await desk.running.store.deskSetup();
    expect(shifts[0]).to.deep.include({ name: 'ทั้งวัน', from: '00:00', to: '00:00' });
    expect([...(shifts[0]?.days ?? [])].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(errors).to.deep.equal([]);
  });

  it('hands over to the next one, who reads it once', async () => {
    const { page } = await openPage(browser);
    await signInAt(page, desk.running.url, 'mali');
    await page.getByRole('button', { name: 'เมนูของ Mali' }).click();
    await page.getByRole('menuitem', { name: 'ส่งต่อกะ' }).click();
    await page.getByLabel('สิ่งที่กะถัดไปควรรู้').fill('รายแรกรอสลิป');
    await holds(page, STILL);
    expect(await violations(page), 'the note').to.deep.equal([]);
    await page.getByRole('button', { name: 'ส่งบันทึก' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { page: next } = await openPage(browser);
    await signInAt(next, desk.running.url, 'dao');
    const note = next.getByTestId('desk-hand-over');
    await note.getByText('รายแรกรอสลิป').waitFor();
    await holds(next, STILL);
    expect(await violations(next), 'the note that waits').to.deep.equal([]);
    await note.getByRole('button', { name: 'อ่านแล้ว' }).click();
    await note.waitFor({ state: 'detached' });
  });

  for (const language of ['th', 'en'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has no fault that axe finds, and nothing beyond 360 pixels: ${language}, ${colorScheme}`, async () => {
        const { page, errors } = await supervisorAt({
          colorScheme,
          viewport: { width: 360, height: 740 },
        });
        await page.evaluate(`localStorage.setItem('language', '${language}')`);
        await page.reload();
        await page.getByTestId('supervisor-numbers').waitFor();
        for (const tab of TABS[language]) {
          await openTab(page, tab);
          expect(await violations(page), tab).to.deep.equal([]);
          const wide = await page.evaluate('document.documentElement.scrollWidth');
          expect(wide, tab).to.be.at.most(360);
        }
        expect(errors).to.deep.equal([]);
      });
    }
  }

  it('shows charts and their tables', async () => {
    const { page, errors } = await supervisorAt();
    await openTab(page, 'ย้อนหลัง');
    for (const name of ['รายวัน', 'เรื่องใหม่ตามประเภท รายวัน'])
      await page.getByRole('region', { name, exact: true }).waitFor();
    expect(await page.locator('.recharts-bar-rectangle').count()).to.be.greaterThan(0);
    const first = startOfDay(dayInBangkok(Date.now()).number - 29);
    const day = makeDates('th', 'Asia/Bangkok').short(new Date(first).toISOString());
    expect(day).to.match(/^\d{1,2} \S+\.\S+\.$/);
    await page.locator('svg text').filter({ hasText: day }).first().waitFor();
    expect(errors).to.deep.equal([]);
  });

  it('tells which problems come at which hour, in numbers and with a head to every row', async () => {
    const { page, errors } = await supervisorAt();
    await openTab(page, 'ย้อนหลัง');
    const table = page.getByRole('region', { name: 'เรื่องใหม่ตามประเภท รายชั่วโมง' });
    const rows = table.getByRole('row');
    // Most first; the type, the sum, then the hours from 0 to 23.
    const cells = await rows.nth(1).getByRole('cell').allTextContents();
    expect(cells.map(Number)).to.deep.equal([
      6,
      ...Array.from({ length: 24 }, (_, hour) => ({ 9: 2, 20: 4 })[hour] ?? 0),
    ]);
    expect(await rows.nth(1).locator('strong').allTextContents()).to.deep.equal(['4']);
    expect(await rows.nth(2).getByRole('cell').nth(1).textContent()).to.equal('1');
    expect(await rows.nth(2).getByRole('rowheader').textContent()).to.include('พนัน');
    const file = await table.getByRole('link').getAttribute('href');
    expect(file).to.include('table=types_by_hour&days=30&language=th');
    expect(errors).to.deep.equal([]);
  });
});
