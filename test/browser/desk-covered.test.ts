import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('a sensitive file in the browser', function () {
  this.timeout(120_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let filed: { id: string; reference: string };
  const fetched: string[] = [];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    filed = await complaint(desk, '9741');
    browser = await launch();
    ({ page, errors } = await openPage(browser, { viewport: { width: 1280, height: 900 } }));
    page.on('request', (request) => {
      if (request.url().endsWith('/content')) fetched.push(request.url());
    });
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(filed.id)}/case`);
    await lines().getByTestId('desk-evidence').waitFor();
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser?.close();
    await desk.stop();
  });

  const lines = () => page.getByTestId('desk-lines');

  it('is covered with the keyboard, in the thread and in the case, and is not fetched any more', async () => {
    await lines().getByRole('button', { name: 'ปิดบังไฟล์นี้', exact: true }).focus();
    await page.keyboard.press('Enter');
    await lines().getByTestId('desk-covered').waitFor();
    await holds(page, `document.querySelectorAll('[data-testid="desk-covered"]').length === 2`);
    expect(await page.getByTestId('desk-evidence').count()).to.equal(0);
    fetched.length = 0;
    await page.reload();
    await lines().getByTestId('desk-covered').waitFor();
    await holds(page, STILL);
    expect(fetched).to.deep.equal([]);
  });

  it('is shown to whoever asks, which stands in its custody log, and is covered again', async () => {
    await lines()
      .getByRole('button', { name: /ไฟล์มีข้อมูลส่วนตัว/ })
      .focus();
    await page.keyboard.press('Enter');
    await lines().getByTestId('desk-evidence').waitFor();
    await desk.until(() => fetched.length === 1);
    const { items } = await desk.running.store.auditEntries({ limit: 5 });
    expect(items.map(({ action }) => action)).to.include('evidence.viewed');
    await lines().getByRole('button', { name: 'ปิดบังอีกครั้ง' }).focus();
    await page.keyboard.press('Enter');
    await lines().getByTestId('desk-covered').waitFor();
  });

  for (const language of ['th', 'en'] as const) {
    it(`has no fault that axe finds and no sideways scroll, wide and at 360 pixels: ${language}`, async () => {
      await page.evaluate(`localStorage.setItem('language', '${language}')`);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.reload();
        await page.getByTestId('desk-covered').last().waitFor();
        await holds(page, STILL);
        expect(await violations(page), `${width}`).to.deep.equal([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
        if (process.env['SHOTS'] !== undefined) {
          await page.getByTestId('desk-covered').last().scrollIntoViewIfNeeded();
          const path = `${process.env['SHOTS']}/covered-${language}-${width}.png`;
          await page.screenshot({ path });
        }
      }
    });
  }

  it('is covered no more when somebody says so', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.reload();
    await lines().getByRole('button', { name: 'Cover this file no more' }).focus();
    await page.keyboard.press('Enter');
    await lines().getByTestId('desk-evidence').waitFor();
    await lines().getByRole('button', { name: 'Cover this file', exact: true }).waitFor();
  });
});
