import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { launch, openPage, signInAt, SteadyAddress } from './desk-pages.ts';

describe('the desk while the server restarts', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  const address = new SteadyAddress();
  let browser: Browser;
  let page: Page;
  let id = '';

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    id = await waitingPerson(desk, '7401');
    address.target = desk.running.url;
    const url = await address.start();
    browser = await launch();
    ({ page } = await openPage(browser));
    await signInAt(page, url, 'mali');
    await page.goto(`${url}/desk#/queue/${encodeURIComponent(id)}`);
    await page.getByTestId('desk-claim').click();
    await page.getByTestId('desk-reply').waitFor();
  });
  after(async () => {
    await browser?.close();
    address.stop();
    await desk.stop();
  });

  it('says that it is cut off, keeps what is being written, and comes back with every line once', async () => {
    const count = async (text: string) =>
      page.getByTestId('desk-line').filter({ hasText: text }).count();
    await desk.post([desk.message('7401', { text: 'บรรทัดก่อนหยุด' })]);
    await page.getByTestId('desk-line').filter({ hasText: 'บรรทัดก่อนหยุด' }).waitFor();

    await desk.pause();
    await page.getByText('ขาดการเชื่อมต่อ').waitFor();
    await page.getByTestId('desk-reply').fill('คำตอบที่เขียนระหว่างหยุด');
    await page.getByTestId('desk-reply').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'ติดต่อเซิร์ฟเวอร์ไม่ได้' }).waitFor();
    expect(await page.getByTestId('desk-reply').inputValue()).to.equal('คำตอบที่เขียนระหว่างหยุด');

    await desk.resume();
    await desk.post([desk.message('7401', { text: 'บรรทัดระหว่างหยุด' })]);
    await desk.quiet();
    address.target = desk.running.url;
    await page.getByTestId('desk-line').filter({ hasText: 'บรรทัดระหว่างหยุด' }).waitFor();
    await page.getByText('ขาดการเชื่อมต่อ').waitFor({ state: 'detached' });

    await page.getByTestId('desk-reply').press('Enter');
    await desk.until(() => desk.of('7401').at(-1)?.text === 'คำตอบที่เขียนระหว่างหยุด');
    await desk.post([desk.message('7401', { text: 'บรรทัดหลังหยุด' })]);
    await page.getByTestId('desk-line').filter({ hasText: 'บรรทัดหลังหยุด' }).waitFor();
    for (const text of ['บรรทัดก่อนหยุด', 'บรรทัดระหว่างหยุด', 'คำตอบที่เขียนระหว่างหยุด', 'บรรทัดหลังหยุด']) {
      expect(await count(text), text).to.equal(1);
    }
    expect(desk.of('7401').filter(({ text }) => text.startsWith('คำตอบ'))).to.have.length(1);
  });

  it('asks to sign in again when the session has ended meanwhile', async () => {
    await page.context().clearCookies();
    await desk.post([desk.message('7401', { text: 'ยังอยู่ไหม' })]);
    await page.getByText('หมดเวลาใช้งาน').waitFor();
  });
});
