import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { SLIP } from '../fakes/pictures.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: SLIP });
/** A paste or a drop with one picture in it. */
const bring = (kind: 'paste' | 'drop') => `{
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob('${SLIP.toString('base64')}'), (c) => c.charCodeAt(0));
  data.items.add(new File([bytes], '${kind}.png', { type: 'image/png' }));
  const field = document.querySelector('[data-testid=desk-reply]');
  const options = { bubbles: true, cancelable: true };
  field.dispatchEvent('${kind}' === 'paste'
    ? new ClipboardEvent('paste', { ...options, clipboardData: data })
    : new DragEvent('drop', { ...options, dataTransfer: data }));
}`;

describe('files in an agent’s answer', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const staged = () => page.getByTestId('desk-staged');
  const filesAt = (psid: string) =>
    desk.graph.standIn.sent.filter(
      ({ psid: to, message }) => to === psid && message.attachment?.type === 'image',
    );

  it('are chosen, pasted and dropped, taken out again, and go before the words', async () => {
    const id = await waitingPerson(desk, '7501');
    await page.goto(`${desk.running.url}/desk#/queue/${id}`);
    await page.getByTestId('desk-claim').click();
    await holds(page, `document.activeElement?.dataset.testid === 'desk-reply'`);
    await page.locator('input[type=file]').setInputFiles([picture('one.png'), picture('two.png')]);
    await page.evaluate(bring('paste'));
    await page.evaluate(bring('drop'));
    await staged().nth(3).waitFor();
    expect(await staged().allTextContents()).to.deep.equal(
      ['one.png', 'two.png', 'paste.png', 'drop.png'].map((name) => `${name} · 1 KB`),
    );
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);

    await page.getByRole('button', { name: 'เอา two.png ออก' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'เอา paste.png ออก' }).click();
    await page.getByTestId('desk-reply').fill('ส่งแบบฟอร์มให้แล้วค่ะ');
    await page.getByTestId('desk-send').click();
    await desk.until(() => desk.of('7501').at(-1)?.text === 'ส่งแบบฟอร์มให้แล้วค่ะ');
    expect(filesAt('7501')).to.have.length(2);
    await page.getByTestId('desk-sent-file').nth(1).waitFor();
    expect(await staged().count()).to.equal(0);
    expect(await violations(page)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
  });

  it('stay in the tray, with the reason in words, when the server does not take them', async () => {
    const html = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<html></html>') };
    await page.locator('input[type=file]').setInputFiles([html]);
    await page.getByTestId('desk-send').click();
    await page.getByTestId('desk-problem').filter({ hasText: 'ส่งไฟล์ชนิดนี้ไม่ได้' }).waitFor();
    expect(await staged().count()).to.equal(1);
  });
});
