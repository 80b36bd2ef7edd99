import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { launch, openPage, signInAt } from './desk-pages.ts';

describe('canned replies and suggested answers', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[] = [];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    desk.graph.standIn.people.add({ psid: '7361', name: 'ชบา ตัวอย่าง' });
    const id = await waitingPerson(desk, '7361');
    await desk.post([desk.message('7361', { text: 'ศูนย์ 1212 เปิดกี่โมง ติดต่อทางไหนได้บ้าง' })]);
    await desk.quiet();
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

  it('open with a slash, are filtered by typing and chosen with the keyboard, with the name filled in', async () => {
    await field().focus();
    await page.keyboard.type('/');
    await page.getByTestId('desk-canned').nth(3).waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await page.keyboard.type('ทัก');
    await page.getByTestId('desk-canned').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    const text = await field().inputValue();
    expect(text).to.include('คุณชบา ตัวอย่าง').and.to.include('Mali');
    expect(text).to.not.match(/[{/]/);
    const before = desk.of('7361').length;
    await page.keyboard.press('Enter');
    await desk.until(() => desk.of('7361').length > before);
    expect(desk.of('7361').at(-1)?.text).to.equal(text);
  });

  it('are not offered where a case is needed and there is none', async () => {
    await field().fill('/case-status');
    const option = page.getByTestId('desk-canned').filter({ hasText: 'ใช้ได้เมื่อมีเรื่องแล้ว' });
    await option.waitFor();
    await page.keyboard.press('Enter');
    expect(await field().inputValue()).to.equal('/case-status');
    await field().fill('');
  });

  it('puts a suggested answer into the field and sends nothing by itself', async () => {
    const before = desk.of('7361').length;
    await page.getByTestId('desk-suggestion').first().click();
    expect(await field().inputValue()).to.include('1212');
    expect(desk.of('7361')).to.have.length(before);
    expect(errors).to.deep.equal([]);
  });
});
