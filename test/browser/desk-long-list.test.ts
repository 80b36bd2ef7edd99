import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { newConversation, type Conversation } from '../../src/domain/conversation.ts';
import { conversationId } from '../../src/domain/ids.ts';
import { addMember } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const PEOPLE = 10_000;
/** How far the test scrolls: where a page ends, since it jumps from one end to the next. */
const DEEP = 1_050;
const ROWS = `document.querySelectorAll('[data-testid=desk-conversation]').length`;

describe('a list of ten thousand conversations', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  const idOf = (number: number) => `1212:${880_000 + number}`;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let reads = 0;

  const person = (number: number): Conversation => ({
    ...newConversation(conversationId(idOf(number)), '1212', `${880_000 + number}`, 1_000_000),
    version: 1,
    name: `คนที่ ${number}`,
    problemType: number % 100 === 0 ? 'gambling' : 'not_received',
    urgent: number % 1_000 === 0,
    updatedAt: 2_000_000 - number,
  });

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    for (let from = 1; from <= PEOPLE; from += 500) {
      const group = Array.from({ length: 500 }, (_, index) => person(from + index));
      await Promise.all(
        group.map((next) =>
          desk.running.store.commit({ conversation: { expectedVersion: 0, next } }),
        ),
      );
    }
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    page.on('request', (request) => {
      if (request.url().includes('/api/conversations?')) reads += 1;
    });
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const named = (number: number) =>
    page.getByTestId('desk-conversation').filter({ hasText: new RegExp(`คนที่ ${number}(?!\\d)`) });
  const toEnd = () =>
    page.evaluate(`{
      const box = document.querySelector('[data-testid=desk-rows]');
      box.scrollTop = box.scrollHeight;
    }`);

  it('is read as the reader scrolls down it, and draws only what is in sight', async () => {
    await page.goto(`${desk.running.url}/desk#/all`);
    await named(1).waitFor();
    while ((await named(DEEP).count()) === 0) {
      await toEnd();
      await page.waitForTimeout(20);
      expect(await page.evaluate<number>(ROWS)).to.be.below(60);
    }
    // How many there are is not known before the end.
    const place = named(DEEP).locator('..');
    expect(await place.getAttribute('aria-posinset')).to.equal(String(DEEP));
    expect(await place.getAttribute('aria-setsize')).to.equal('-1');
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
  });

  it('reads two pages at an event, however deep the reader is, and shows what changed in sight', async () => {
    await page.waitForTimeout(1_000);
    reads = 0;
    const next = { ...person(DEEP - 1), version: 2, name: 'ชื่อใหม่' };
    await desk.running.store.commit({
      conversation: { expectedVersion: 1, next },
      live: [{ id: 'z1', at: Date.now(), topic: 'conversation', subject: next.id }],
    });
    await page.getByTestId('desk-conversation').filter({ hasText: 'ชื่อใหม่' }).waitFor();
    // One more may have followed the scrolling.
    expect(reads).to.be.at.most(4);
  });

  it('follows the keys for next and previous to rows that were not drawn', async () => {
    await page.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(idOf(1))}`);
    await page.reload();
    await named(1).waitFor();
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('j');
    await page.locator(`[data-row="${idOf(31)}"][aria-current=true]`).waitFor({ state: 'visible' });
    await holds(page, `document.activeElement?.dataset.row === '${idOf(31)}'`);
    await page.keyboard.press('k');
    await holds(page, `document.activeElement?.dataset.row === '${idOf(30)}'`);
  });

  it('keeps its filters in the address over a reload', async () => {
    await page.goto(`${desk.running.url}/desk#/all`);
    await page.getByRole('combobox', { name: 'ประเภทปัญหา' }).click();
    await page.getByRole('option', { name: 'พนัน' }).click();
    await named(100).waitFor();
    await named(1).waitFor({ state: 'detached' });
    await page.getByTestId('desk-urgent-only').check();
    await named(100).waitFor({ state: 'detached' });
    await named(1_000).waitFor();
    const place = named(1_000).locator('..');
    expect(await place.getAttribute('aria-setsize')).to.equal('10');
    await page.reload();
    await named(1_000).waitFor();
    expect(await place.getAttribute('aria-setsize')).to.equal('10');
    expect(page.url()).to.match(/#\/all\?type=gambling&urgency=urgent$/);
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });
});
