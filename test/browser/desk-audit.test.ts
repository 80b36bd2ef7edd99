import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('the audit in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let filed: { id: string; reference: string };

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Lada', 'supervisor');
    filed = await complaint(desk, '9741');
    const mali = await signedIn(desk, 'mali');
    await mali.get(`/api/cases/${filed.reference}`);
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'lada');
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser.close();
    await desk.stop();
  });

  const rows = () => page.getByTestId('desk-audit-all').getByRole('row');
  const accessible = async (on: Page, what: string) => {
    await holds(on, STILL);
    expect(await violations(on), what).to.deep.equal([]);
  };

  it('opens at its own address, and is searched by person, case and action', async () => {
    await page.goto(`${desk.running.url}/desk/audit`);
    await rows().filter({ hasText: 'Mali' }).filter({ hasText: 'ดูเรื่อง' }).waitFor();
    await page.getByRole('combobox', { name: 'ใครทำ' }).click();
    await page.getByRole('option', { name: 'Mali' }).click();
    await rows().filter({ hasText: 'Lada' }).first().waitFor({ state: 'detached' });
    await page.getByLabel('รหัสเรื่อง').fill(filed.reference);
    await rows().filter({ hasText: 'เข้าสู่ระบบ' }).waitFor({ state: 'detached' });
    await rows().filter({ hasText: filed.reference }).waitFor();
    expect(await rows().count()).to.equal(1);
    expect(page.url()).to.include(filed.reference);
    await page.reload();
    await rows().filter({ hasText: filed.reference }).waitFor();
    await page.getByLabel('ถึงวันที่').fill('2020-01-01');
    await page.getByText('ยังไม่มีรายการ').waitFor();
    await accessible(page, 'the search');
  });

  it('is verified by a button, which gives what to keep elsewhere', async () => {
    await page.getByRole('button', { name: 'ตรวจว่าบันทึกครบและไม่ถูกแก้' }).click();
    await page.getByText(/บันทึกครบทั้ง \d+ รายการ/).waitFor();
    await page.getByText(/^\d+:[0-9a-f]{64}$/).waitFor();
    await accessible(page, 'the result');
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
    await page.setViewportSize({ width: 1366, height: 820 });
  });

  it('is the custody log of each file', async () => {
    await page.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(filed.id)}/case`);
    await page.getByRole('button', { name: 'ใครเปิดดูไฟล์นี้' }).click();
    await page.getByTestId('desk-custody').getByText('เปิดดูไฟล์').first().waitFor();
    await page.getByTestId('desk-custody').getByText('Lada').first().waitFor();
    await accessible(page, 'the custody log');
  });
});
