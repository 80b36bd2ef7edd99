import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { addMember, PASSWORD } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('a member’s account in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page } = await openPage(browser, { viewport: { width: 360, height: 740 } }));
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const enter = async (code: string, button: string) => {
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: button }) });
    await form.getByRole('textbox', { name: 'รหัสผ่าน' }).fill(PASSWORD);
    await form.getByRole('textbox', { name: 'รหัส 6 หลัก' }).fill(code);
    await form.getByRole('button', { name: button }).click();
  };
  let secret = '';
  const codeIn = (seconds: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: Date.now() + seconds * 1000,
    });

  it('opens from the menu, narrow and without a fault that axe finds, in either colour', async () => {
    await page.getByRole('button', { name: 'เมนูของ Mali' }).click();
    await page.getByRole('menuitem', { name: 'บัญชีของฉัน' }).click();
    await page.getByTestId('session').getByText('เครื่องนี้').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(360);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await holds(page, STILL);
      expect(await violations(page), colorScheme).to.deep.equal([]);
    }
  });

  it('says in words that a password is wrong', async () => {
    await page.getByLabel('รหัสผ่านเดิม').fill('not this one');
    await page.getByLabel('รหัสผ่านใหม่').fill('long enough to be one');
    await page.getByRole('button', { name: 'เปลี่ยนรหัสผ่าน' }).click();
    await page.getByRole('alert').filter({ hasText: 'รหัสผ่านไม่ถูกต้อง' }).waitFor();
  });

  it('sets up one-time codes, shows the recovery codes once, and asks for a code at sign-in', async () => {
    await page.getByRole('button', { name: 'เปิดใช้' }).click();
    secret = (await page.locator('code').innerText()).replace(/\s/g, '');
    await enter('000000', 'ยืนยันและเปิดใช้');
    await page.getByRole('alert').filter({ hasText: 'รหัสไม่ถูกต้อง' }).waitFor();
    await enter(codeIn(0), 'ยืนยันและเปิดใช้');
    await page.getByTestId('recovery-codes').waitFor();
    expect(await page.getByTestId('recovery-codes').getByRole('listitem').count()).to.equal(8);
    expect(await violations(page)).to.deep.equal([]);

    await page.context().clearCookies();
    await page.goto(`${desk.running.url}/desk`);
    await page.getByLabel('ชื่อผู้ใช้').fill('mali');
    await page.getByRole('textbox', { name: 'รหัสผ่าน' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
    await page.getByLabel('รหัส 6 หลัก').fill(codeIn(30));
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'เมนูของ Mali' }).waitFor();
  });
});
