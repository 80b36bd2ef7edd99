import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { addMember, PASSWORD, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { StaffClient } from '../fakes/staff-client.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const SECOND = 'another-long-password';

describe('the accounts of staff in the browser, by keyboard', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Suda', 'admin');
    browser = await launch();
    ({ page, errors } = await openPage(browser, { viewport: { width: 360, height: 740 } }));
    await signInAt(page, desk.running.url, 'suda');
    await page.goto(`${desk.running.url}/desk/staff`);
    await page.getByRole('row', { name: /Suda/ }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const textbox = (name: string) => page.getByRole('textbox', { name, exact: true });
  const add = () => page.getByRole('button', { name: 'เพิ่มบัญชี' });
  const type = async (field: Locator, text: string) => {
    await field.focus();
    await page.keyboard.type(text);
  };
  const fillIn = async (name: string, username: string) => {
    await type(textbox('ชื่อ'), name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(username);
    await page.keyboard.press('Tab');
    // The role: it stays with the first one.
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  };
  const status = (password: string) => new StaffClient(desk).signIn('nok', password);

  it('add one, who can sign in at once', async () => {
    expect(await add().isDisabled(), 'nothing is filled in').to.equal(true);
    await fillIn('นก', 'nok');
    await page.getByRole('row', { name: /นก nok/ }).waitFor();
    expect(await textbox('ชื่อ').inputValue(), 'ready for the next one').to.equal('');
    expect(await status(PASSWORD)).to.equal(200);
  });

  it('say in words that a username is taken', async () => {
    await fillIn('นกอีกคน', 'nok');
    await page.getByRole('alert').filter({ hasText: 'มีคนใช้ชื่อผู้ใช้นี้แล้ว' }).waitFor();
    expect(await page.getByRole('row', { name: /นก/ }).count()).to.equal(1);
  });

  it('change a role, which ends the sessions that were open', async () => {
    const nok = await signedIn(desk, 'nok');
    expect((await nok.request('GET', '/api/session')).status).to.equal(200);
    const role = page.getByRole('combobox', { name: 'บทบาทของ นก' });
    await role.focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: 'หัวหน้างาน' }).waitFor();
    while ((await page.locator('[data-combobox-selected]').innerText()) !== 'หัวหน้างาน') {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    const { store } = desk.running;
    await desk.until(async () => (await store.staffByUsername('nok'))?.role === 'supervisor');
    expect((await nok.request('GET', '/api/session')).status, 'signed out').to.equal(401);
  });

  it('give a new password, after which the old one and its sessions are worth nothing', async () => {
    const nok = await signedIn(desk, 'nok');
    const field = textbox('รหัสผ่านใหม่ของ นก');
    await type(field, 'short');
    const set = page.getByRole('row', { name: /นก nok/ }).getByRole('button', { name: 'ตั้ง' });
    expect(await set.isDisabled(), 'too short').to.equal(true);
    await page.getByText('พิมพ์เพิ่มอีก 7 ตัวอักษร').waitFor();
    await field.fill('');
    await type(field, SECOND);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await desk.until(async () => (await field.inputValue()) === '');
    expect((await nok.request('GET', '/api/session')).status, 'signed out').to.equal(401);
    expect([await status(PASSWORD), await status(SECOND)]).to.deep.equal([401, 200]);
  });

  it('close an account and open it again', async () => {
    const active = page.getByRole('switch', { name: 'นก ใช้งานได้' });
    for (const [pressed, answer] of [
      ['closed', 401],
      ['opened again', 200],
    ] as const) {
      await active.focus();
      await page.keyboard.press('Space');
      const closed = answer === 401;
      await desk.until(async () => (await active.isChecked()) === !closed);
      expect(await status(SECOND), pressed).to.equal(answer);
    }
  });

  it('leave one’s own as it is', async () => {
    expect(await page.getByRole('combobox', { name: 'บทบาทของ Suda' }).isDisabled()).to.equal(true);
    expect(await page.getByRole('switch', { name: 'Suda ใช้งานได้' }).isDisabled()).to.equal(true);
    expect(await textbox('รหัสผ่านใหม่ของ Suda').count()).to.equal(0);
  });

  for (const language of ['th', 'en'] as const) {
    it(`have no fault that axe finds in either colour, also with what went wrong: ${language}`, async () => {
      await page.evaluate(`localStorage.setItem('language', '${language}')`);
      await page.reload();
      await page.getByRole('row', { name: /นก nok/ }).waitFor();
      const fields = page.locator('main input');
      const labelled = (label: string) => page.getByRole('textbox', { name: label, exact: true });
      expect(await fields.count()).to.be.greaterThan(5);
      await labelled(language === 'th' ? 'ชื่อ' : 'Name').fill('อีกคน');
      await labelled(language === 'th' ? 'ชื่อผู้ใช้' : 'Username').fill('nok');
      await labelled(language === 'th' ? 'รหัสผ่านแรก' : 'First password').fill(PASSWORD);
      await page
        .getByRole('button', { name: language === 'th' ? 'เพิ่มบัญชี' : 'Add an account' })
        .click();
      await page.getByRole('alert').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await holds(page, STILL);
        expect(await violations(page), `${language} ${colorScheme}`).to.deep.equal([]);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
      expect(errors).to.deep.equal([]);
    });
  }
});
