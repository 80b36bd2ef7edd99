import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint, signedIn, waitingPerson } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('the desk, for everybody: axe, contrast, small screens', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let id = '';

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    ({ id } = await complaint(desk, '7101'));
    await waitingPerson(desk, '7102');
    const mali = await signedIn(desk, 'mali');
    const path = `/api/conversations/${id}`;
    await mali.request('POST', `${path}/claim`);
    await mali.request('POST', `${path}/notes`, { text: 'ร้านนี้มีคนแจ้งมาแล้ว' });
    desk.graph.failures.push({ status: 400, body: { error: { message: 'no', code: 100 } } });
    await mali.request('POST', `${path}/messages`, { text: 'ลองส่ง' });
    await desk.quiet();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const inLanguage = async (page: Page, language: string) => {
    await page.getByText(language === 'th' ? 'ไทย' : 'EN', { exact: true }).click();
    await holds(page, `document.documentElement.lang === '${language}'`);
    // Colours move for a moment; axe would measure one in between.
    await holds(page, STILL);
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no fault that axe finds, in ${colorScheme}, in both languages`, async () => {
      const { page, errors } = await openPage(browser, { colorScheme });
      await page.goto(`${desk.running.url}/desk`);
      for (const language of ['en', 'th']) {
        await inLanguage(page, language);
        expect(await violations(page), `signed out, ${language}`).to.deep.equal([]);
      }
      await signInAt(page, desk.running.url, 'mali');
      await page.getByTestId('desk-conversation').waitFor();
      for (const language of ['en', 'th']) {
        await inLanguage(page, language);
        expect(await violations(page), `queue, ${language}`).to.deep.equal([]);
      }
      await page.goto(`${desk.running.url}/desk#/mine/${encodeURIComponent(id)}`);
      await page.getByTestId('desk-resend').waitFor();
      await page.getByTestId('case-evidence').waitFor();
      for (const language of ['en', 'th']) {
        await inLanguage(page, language);
        expect(await violations(page), `thread, ${language}`).to.deep.equal([]);
      }
      await page.getByTestId('desk-lines').press('?');
      await page.getByRole('dialog').waitFor();
      await holds(page, STILL);
      expect(await violations(page), 'help').to.deep.equal([]);
      expect(errors).to.deep.equal([]);
      await page.context().close();
    });
  }

  it('goes from list to thread to case and back on a phone 360 pixels wide, with nothing cut off', async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 740 } });
    const fits = async (where: string) => {
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide, `${where} fits`).to.equal(360);
    };
    await signInAt(page, desk.running.url, 'mali');
    await page.getByText('ของฉัน', { exact: false }).first().click();
    await fits('list');
    await page.getByTestId('desk-conversation').click();
    await page.getByTestId('desk-reply').waitFor();
    expect(await page.getByTestId('desk-conversation').isVisible()).to.equal(false);
    await fits('thread');
    expect(await violations(page), 'thread').to.deep.equal([]);
    await page.getByRole('button', { name: 'เรื่องร้องเรียน' }).click();
    await page.getByTestId('desk-case').waitFor();
    expect(await page.getByTestId('desk-reply').isVisible()).to.equal(false);
    await fits('case');
    expect(await violations(page), 'case').to.deep.equal([]);
    await page.goBack();
    await page.getByTestId('desk-reply').waitFor();
    await page.getByRole('button', { name: 'กลับไปรายการ' }).click();
    await page.getByTestId('desk-conversation').waitFor();
    await page.context().close();
  });

  it('shows the language that was chosen before', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${desk.running.url}/desk`);
    await page.getByText('EN', { exact: true }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).to.equal('en');
    await page.context().close();
  });
});
