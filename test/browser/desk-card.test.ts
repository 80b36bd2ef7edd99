import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, conversationOf } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const WRITES = `document.activeElement?.matches('textarea, input')`;

describe('the handoff card in the browser', function () {
  this.timeout(120_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let id: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await desk.say('9731', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 900' });
    await desk.picture('9731');
    await desk.say('9731', { text: 'ขอคุยกับเจ้าหน้าที่' });
    id = await conversationOf(desk, '9731');
    browser = await launch();
    ({ page, errors } = await openPage(browser, { viewport: { width: 1280, height: 900 } }));
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(id)}/case`);
    await card().waitFor();
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser?.close();
    await desk.stop();
  });

  const card = (on = page) => on.getByTestId('desk-card');
  /** Puts the focus on it and presses a key, as whoever has no mouse does. */
  const pressOn = async (name: string | RegExp, role: 'button' | 'checkbox' | 'switch') => {
    await card().getByRole(role, { name }).focus();
    await page.keyboard.press(role === 'button' ? 'Enter' : 'Space');
  };

  it('tells what is wanted, of what type, who said what, what is missing and what to ask', async () => {
    await card().getByText('สั่งของแล้วไม่ได้ของ โอนไป 900').waitFor();
    await card().getByText('ไม่ได้รับสินค้า', { exact: true }).waitFor();
    await card()
      .getByText(/มั่นใจ \d+%/)
      .waitFor();
    await card().getByText('ผู้ร้องแจ้ง').first().waitFor();
    await card()
      .getByLabel(/หลักฐานการจ่ายเงิน · อาจอยู่ในไฟล์ที่ส่งมา/)
      .waitFor();
    await card().getByText('ไฟล์อื่นที่ส่งมา 1 ไฟล์').waitFor();
    await card()
      .getByText(/ส่งต่อให้เจ้าหน้าที่แล้ว/)
      .waitFor();
    expect(await page.getByTestId('desk-card-next').innerText()).to.equal('สั่งซื้ออะไรไปคะ');
  });

  it('lets the keyboard alone correct wish, fact, type, urgency and files', async () => {
    await pressOn('แก้ สิ่งที่ผู้ร้องต้องการ', 'button');
    await holds(page, WRITES);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('อยากได้เงินคืน 950 บาท');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByTestId('desk-card-wish').filter({ hasText: 'อยากได้เงินคืน 950 บาท' }).waitFor();
    await pressOn('แก้ จำนวนเงิน', 'button');
    await holds(page, WRITES);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('950');
    await page.keyboard.press('Enter');
    await card().getByText('฿950').waitFor();
    await card()
      .getByText(/แก้โดย Mali/)
      .waitFor();
    await pressOn(/หลักฐานการจ่ายเงิน/, 'checkbox');
    await card()
      .getByLabel(/หลักฐานการจ่ายเงิน · มีแล้ว/)
      .waitFor();
    await pressOn('ตั้งเป็นเรื่องด่วน', 'switch');
    await page.getByTestId('desk-card-why').filter({ hasText: 'กำหนดโดย Mali' }).waitFor();
    await pressOn('แก้ ประเภทปัญหา', 'button');
    await card().getByRole('combobox', { name: 'ประเภทปัญหา' }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('ร้านไม่คืน');
    await page.getByRole('option', { name: 'ร้านไม่คืนเงิน' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await pressOn('บันทึก', 'button');
    await card()
      .getByTestId('desk-type-source')
      .getByText(/กำหนดโดย Mali/)
      .waitFor();
    await card().getByText('ร้านไม่คืนเงิน', { exact: true }).waitFor();
  });

  for (const language of ['th', 'en'] as const) {
    it(`has no fault that axe finds and no sideways scroll, wide and at 360 pixels: ${language}`, async () => {
      await page.evaluate(`localStorage.setItem('language', '${language}')`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.reload();
        await card().waitFor();
        await holds(page, STILL);
        expect(await violations(page), `${width}`).to.deep.equal([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
        if (process.env['SHOTS'] !== undefined) {
          await page.screenshot({ path: `${process.env['SHOTS']}/card-${language}-${width}.png` });
        }
      }
    });
  }
});
