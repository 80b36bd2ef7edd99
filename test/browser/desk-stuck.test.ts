import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { referralId } from '../../src/domain/ids.ts';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('stuck referrals and receipts in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let reference: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    ({ reference } = await complaint(desk, '9751'));
    await complaint(desk, '9752');
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser.close();
    await desk.stop();
  });

  it('raise an alarm in the menu as soon as an agency is overdue', async () => {
    expect(await page.getByRole('button', { name: /ค้างอยู่กับหน่วยงาน/ }).count()).to.equal(0);
    const mali = await signedIn(desk, 'mali');
    const order = { agency: 'ocpb', by: 'hand' };
    const made = await mali.request('POST', `/api/cases/${reference}/referrals`, order);
    const { id } = (await made.json()) as { id: string };
    const { store } = desk.running;
    const referral = await store.referral(referralId(id));
    if (referral === null) throw new Error('There is no such referral.');
    const next = { ...referral, version: referral.version + 1, overdueSince: Date.now() };
    await store.commit({
      referrals: [{ expectedVersion: referral.version, next }],
      live: [{ id: 'live-stuck', at: Date.now(), topic: 'case', subject: reference }],
    });
    await page.getByRole('button', { name: /ค้างอยู่กับหน่วยงาน 1 เรื่อง/ }).click();
    await page.getByRole('menuitem', { name: 'ค้างอยู่กับหน่วยงาน 1 เรื่อง' }).click();
  });

  it('are a list of their own, which stands in the address', async () => {
    const row = page.getByTestId('desk-stuck-row');
    await row.getByText(reference).waitFor();
    await row.getByText(/เกินกำหนดตอบตั้งแต่/).waitFor();
    expect(await row.count()).to.equal(1);
    expect(page.url()).to.include('stuck=yes');
    await holds(page, STILL);
    expect(await violations(page)).to.deep.equal([]);
    await row.click();
    await page.getByTestId('desk-case').getByText(reference).first().waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
  });

  it('give the receipt that the person has', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'ใบรับเรื่อง (PDF)' }).click();
    expect((await download).suggestedFilename()).to.match(/\.pdf$/);
  });
});
