import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { launch, openPage, signInAt } from './desk-pages.ts';

describe('two members of staff at one conversation', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let mali: Page;
  let suda: Page;
  let id = '';
  const errors: string[][] = [];
  const shown = (page: Page, text: string) =>
    page.getByTestId('desk-viewers').filter({ hasText: text }).waitFor();
  const alone = (page: Page) =>
    page.getByTestId('desk-viewers').and(page.locator(':empty')).waitFor({ state: 'attached' });
  const open = (page: Page) => page.goto(`${desk.running.url}/desk#/queue/${id}`);

  before(async () => {
    await desk.start();
    for (const name of ['Mali', 'Suda']) await addMember(desk, name, 'agent');
    id = await waitingPerson(desk, '7611');
    browser = await launch();
    const pages = [];
    for (const name of ['mali', 'suda']) {
      const opened = await openPage(browser);
      errors.push(opened.errors);
      await signInAt(opened.page, desk.running.url, name);
      pages.push(opened.page);
    }
    [mali, suda] = pages as [Page, Page];
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  it('see each other by name, in the thread and in the list', async () => {
    await open(mali);
    await mali.getByTestId('desk-viewers').waitFor({ state: 'attached' });
    await suda.getByTestId('desk-lookers').getByText('กำลังดู: Mali').waitFor();
    await open(suda);
    await shown(suda, 'กำลังดู: Mali');
    await shown(mali, 'กำลังดู: Suda');
    expect(await violations(suda)).to.deep.equal([]);
  });

  it('see who types, and that it is over', async () => {
    await mali.getByText('บันทึกภายใน').first().click();
    await mali.getByTestId('desk-note-text').pressSequentially('ร้านนี้เคยมีเรื่อง');
    await shown(suda, 'Mali กำลังพิมพ์…');
    await suda.setViewportSize({ width: 360, height: 740 });
    expect(await violations(suda)).to.deep.equal([]);
    expect(
      await suda.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
    ).to.equal(true);
    await suda.setViewportSize({ width: 1366, height: 820 });
    await shown(suda, 'กำลังดู: Mali');
  });

  it('see nobody whose page is out of sight, nor who went elsewhere', async () => {
    const see = (state: 'hidden' | 'visible') =>
      mali.evaluate(
        `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
         document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`,
      );
    await see('hidden');
    await alone(suda);
    await see('visible');
    await shown(suda, 'กำลังดู: Mali');
    await mali.goto(`${desk.running.url}/desk#/queue`);
    await alone(suda);
    expect(errors.flat()).to.deep.equal([]);
  });
});
