import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { holds, launch, openPage, signInAt } from './desk-pages.ts';

describe('taking a reply back', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[] = [];

  before(async () => {
    await desk.start({ REPLY_UNDO_SECONDS: '5' });
    await addMember(desk, 'Mali', 'agent');
    const id = await waitingPerson(desk, '7351');
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
    await page.locator(`[data-row="${id}"]`).click();
    await page.getByTestId('desk-claim').click();
    await page.getByTestId('desk-held').filter({ hasText: 'คุณดูแลอยู่' }).waitFor();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const field = () => page.getByTestId('desk-reply');
  // The thread shows by live event what happened, perhaps before the answer to the request is back.
  const says = (words: string) =>
    holds(page, `document.activeElement?.value === ${JSON.stringify(words)}`);
  const sent = () => desk.of('7351').map(({ text }) => text);

  it('is done with the keyboard while the seconds count down, and the words come back', async () => {
    await field().fill('ส่งผิดห้อง');
    await page.keyboard.press('Enter');
    await page.getByTestId('desk-undo-bar').filter({ hasText: 'วินาที' }).waitFor();
    await holds(page, `document.activeElement?.dataset.testid === 'desk-reply'`);
    await says('');
    await page.keyboard.press('Control+z');
    await page.getByTestId('desk-delivery').filter({ hasText: 'เรียกคืนแล้ว' }).waitFor();
    await says('ส่งผิดห้อง');
    await page.getByTestId('desk-undo-bar').waitFor({ state: 'detached' });
  });

  it('is over when the reply has left', async () => {
    await field().fill('ส่งถูกห้องแล้วค่ะ');
    await page.keyboard.press('Enter');
    await page.getByTestId('desk-undo').waitFor();
    await desk.until(() => sent().includes('ส่งถูกห้องแล้วค่ะ'));
    await page.getByTestId('desk-undo').waitFor({ state: 'detached' });
    expect(sent()).to.not.include('ส่งผิดห้อง');
    expect(errors).to.deep.equal([]);
  });
});
