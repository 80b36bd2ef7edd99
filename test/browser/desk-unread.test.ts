import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt } from './desk-pages.ts';

const LINES = 40;

describe('a thread with unread lines', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  it('opens at the first of them and not at its end', async () => {
    const id = await waitingPerson(desk, '7601');
    const more = Array.from({ length: LINES }, (_, index) =>
      desk.message('7601', { text: `บรรทัดที่ ${index + 1}` }, Date.now() + index),
    );
    await desk.post(more);
    await desk.until(async () => {
      const found = await desk.running.store.conversations({ limit: 1 });
      return (found.items[0]?.unread ?? 0) > LINES - 1;
    });
    await page.goto(`${desk.running.url}/desk#/queue/${id}`);
    const mark = page.getByRole('separator').filter({ hasText: 'ยังไม่ได้อ่าน' });
    await mark.waitFor();
    expect(await mark.isVisible()).to.equal(true);
    await holds(
      page,
      `(() => {
        const box = document.querySelector('[data-testid=desk-lines]');
        const mark = document.querySelector('[data-first-unread]');
        const top = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
        return top >= 0 && top < 40 && box.scrollTop + box.clientHeight < box.scrollHeight - 100;
      })()`,
    );
    expect(await violations(page)).to.deep.equal([]);
  });

  it('goes to its end when the reader has written something', async () => {
    await page.getByTestId('desk-claim').click();
    await page.getByTestId('desk-held').filter({ hasText: 'คุณดูแลอยู่' }).waitFor();
    await page.getByTestId('desk-reply').fill('รับเรื่องแล้วค่ะ');
    await page.keyboard.press('Enter');
    await page.getByTestId('desk-lines').getByText('รับเรื่องแล้วค่ะ').waitFor();
    await holds(
      page,
      `(() => {
        const box = document.querySelector('[data-testid=desk-lines]');
        return box.scrollTop + box.clientHeight > box.scrollHeight - 40;
      })()`,
    );
  });
});
