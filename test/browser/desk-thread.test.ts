import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('a chat that another app holds, at the desk', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];

  before(async () => {
    await desk.start({ FACEBOOK_APP_ID: '12120' });
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  it('is passed on and taken back with the keyboard, and says so to everybody', async () => {
    const id = await waitingPerson(desk, '7401');
    await page.goto(`${desk.running.url}/desk#/queue/${id}`);
    await page.getByTestId('desk-claim').click();
    // Whoever takes a conversation may write at once: the focus goes there before it goes anywhere.
    await page.locator('[data-testid=desk-reply]:focus').waitFor();
    await page.locator('[data-testid=desk-thread-pass]:enabled').press('Enter');
    const bar = page.getByTestId('desk-elsewhere');
    await bar.filter({ hasText: 'Meta Business Suite' }).waitFor();
    expect(await page.getByTestId('desk-reply').isDisabled()).to.equal(true);
    await page.getByText('แอปอื่นของเพจดูแลแชตนี้อยู่').first().waitFor();
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);

    await page.locator('[data-testid=desk-thread-take]:enabled').press('Enter');
    await bar.waitFor({ state: 'detached' });
    await page.getByTestId('desk-reply').fill('กลับมาแล้วค่ะ');
    await page.keyboard.press('Enter');
    await desk.until(() => desk.of('7401').at(-1)?.text === 'กลับมาแล้วค่ะ');
    expect(errors).to.deep.equal([]);
  });

  it('tells in words why it cannot be taken', async () => {
    const id = await waitingPerson(desk, '7402');
    await page.goto(`${desk.running.url}/desk#/queue/${id}`);
    await page.getByTestId('desk-claim').click();
    await page.getByTestId('desk-thread-pass').click();
    desk.graph.standIn.hasDefaultApp = false;
    await page.getByTestId('desk-thread-take').click();
    await page.getByTestId('desk-problem').filter({ hasText: 'ยังไม่ได้ตั้งแอปหลัก' }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });
});
