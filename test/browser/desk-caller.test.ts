import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { openedCaseShape } from '../../src/desk/cases/case-shapes.ts';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { launch, openPage, signInAt } from './desk-pages.ts';

describe('a person who calls', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let reference: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await complaint(desk, '9711');
    const mali = await signedIn(desk, 'mali');
    const answer = await mali.request('POST', '/api/cases', {
      type: 'scam_transfer',
      facts: { seller_account: '123-4-56789-0' },
      parties: [{ role: 'complainant', kind: 'phone', value: '081-765-4321' }],
    });
    ({ reference } = openedCaseShape.parse(await answer.json()).case);
    browser = await launch();
    ({ page } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/cases`);
    await page.getByTestId('desk-case-row').nth(1).waitFor();
  });
  after(async () => {
    await browser.close();
    await desk.stop();
  });

  it('is found by code, phone and account from the search field, however they are said', async () => {
    const rows = page.getByTestId('desk-case-row');
    for (const said of [reference.toLowerCase(), '081 765 4321', '+66817654321', '1234567890']) {
      await page.getByRole('searchbox').fill('');
      await rows.nth(1).waitFor();
      await page.getByRole('searchbox').fill(said);
      await rows.nth(1).waitFor({ state: 'detached' });
      expect(await rows.first().textContent(), said).to.include(reference);
    }
  });
});
