import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

/** Keeps what would be shown, and lets the desk think that another window is in front. */
const STAND_IN = `
  window.shown = [];
  window.Notification = class {
    static permission = 'default';
    static async requestPermission() { return (this.permission = 'granted'); }
    constructor(words) { window.shown.push(words); }
  };
  document.hasFocus = () => false;
`;

describe('the desk’s colours and its news of people who wait', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[] = [];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page, errors } = await openPage(browser, { colorScheme: 'light' }));
    await page.addInitScript(STAND_IN);
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'เมนูของ Mali' }).click();
    await page.getByTestId(item).click();
  };
  const shown = () => page.evaluate('window.shown');

  it('shows in the title how many wait, and notifies nobody who has not asked for it', async () => {
    await waitingPerson(desk, '7371');
    await holds(page, `document.title.startsWith('(1) ')`);
    expect(await shown()).to.deep.equal([]);
  });

  it('notifies of one more who waits, without a word of theirs', async () => {
    await choose('desk-news');
    await waitingPerson(desk, '7372');
    await holds(page, `document.title.startsWith('(2) ')`);
    await holds(page, 'window.shown.length === 1');
    expect(await shown()).to.deep.equal(['มีผู้แจ้งรออยู่ 2 คน']);
  });

  it('turns dark and stays so over a reload, without a fault that axe finds', async () => {
    await choose('desk-colours');
    const dark = `document.documentElement.dataset.mantineColorScheme === 'dark'`;
    await holds(page, dark);
    await page.reload();
    await page.getByTestId('desk-conversation').first().waitFor();
    await holds(page, dark);
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });
});
