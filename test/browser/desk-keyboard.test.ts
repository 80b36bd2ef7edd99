import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { holds, launch, openPage } from './desk-pages.ts';

describe('the desk with the keyboard alone', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let first = '';
  let second = '';

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    first = await waitingPerson(desk, '7301');
    second = await waitingPerson(desk, '7302');
    browser = await launch();
    ({ page } = await openPage(browser));
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const chosen = (id: string) => page.locator(`[data-row="${id}"][aria-current=true]`).waitFor();

  it('signs in, moves through the list, claims, replies and reads the help', async () => {
    const keys = page.keyboard;
    await page.goto(`${desk.running.url}/desk`);
    await page.getByLabel('ชื่อผู้ใช้').focus();
    await keys.type('mali');
    await keys.press('Tab');
    await keys.type('a-long-password');
    await keys.press('Enter');
    await page.getByTestId('desk-conversation').first().waitFor();

    await keys.press('c');
    await keys.press('j');
    await chosen(first);
    await keys.press('ArrowDown');
    await chosen(second);
    await keys.press('k');
    await chosen(first);
    // The key that was pressed while nothing was chosen has claimed nothing.
    await page.getByTestId('desk-claim').waitFor();
    await keys.press('c');
    await page.getByTestId('desk-held').filter({ hasText: 'คุณดูแลอยู่' }).waitFor();
    await holds(page, `document.activeElement?.dataset.testid === 'desk-reply'`);
    await keys.type('j k c r ?');
    await keys.press('Enter');
    await desk.until(() => desk.of('7301').at(-1)?.text === 'j k c r ?');

    await keys.press('Escape');
    await keys.press('?');
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.press('r');
    await holds(page, `document.activeElement?.dataset.testid === 'desk-reply'`);
  });

  it('knows its keys by their place, whatever layout is on', async () => {
    await page.goto(`${desk.running.url}/desk#/queue`);
    // The list stands as it was last seen until it has been read again.
    await page.locator(`[data-row="${first}"]`).waitFor({ state: 'detached' });
    await page.locator(`[data-row="${second}"]`).waitFor();
    await page.evaluate(
      `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '่', code: 'KeyJ', bubbles: true }))`,
    );
    await chosen(second);
  });

  it('leaves single keys alone once they are switched off', async () => {
    await page.locator('body').press('?');
    await page.getByLabel('ใช้ปุ่มลัด').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await page.keyboard.press('r');
    expect(await page.evaluate('document.activeElement.tagName')).to.not.equal('TEXTAREA');
    await page.getByTestId('desk-claim').waitFor();
  });
});
