import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { complaint, addMember } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { launch, openPage, signInAt } from './desk-pages.ts';

describe('the cases in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let first: string;
  let second: string;

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    first = (await complaint(desk, '9701')).reference;
    second = (await complaint(desk, '9702')).reference;
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/cases`);
    await page.getByTestId('desk-case-row').nth(1).waitFor();
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser.close();
    await desk.stop();
  });

  const rows = () => page.getByTestId('desk-case-row');
  const panel = () => page.getByTestId('desk-case');

  it('are searched, and the search stands in the address', async () => {
    await page.getByRole('searchbox').fill(second.toLowerCase());
    await rows().filter({ hasText: first }).waitFor({ state: 'detached' });
    expect(await rows().allTextContents()).to.have.length(1);
    expect(page.url()).to.include(`q=${second.toLowerCase()}`);
    await page.reload();
    await rows().filter({ hasText: second }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).to.equal(second.toLowerCase());
    await page.getByRole('searchbox').fill('');
    await rows().filter({ hasText: first }).waitFor();
  });

  it('have facts that are corrected where they stand, and show what was there before', async () => {
    await rows().filter({ hasText: first }).click();
    await panel().getByText('฿1,500').waitFor();
    await panel().getByRole('button', { name: 'แก้ จำนวนเงิน' }).click();
    await panel().getByRole('textbox', { name: 'จำนวนเงิน' }).fill('5,000');
    await page.keyboard.press('Enter');
    await panel().getByText('฿5,000').waitFor();
    await panel()
      .getByText(/แก้โดย Mali.*เดิม 1500/)
      .waitFor();
  });

  it('carry notes, and name the case that may be the same', async () => {
    await panel().getByLabel('เขียนบันทึก (ผู้ร้องไม่เห็น)').fill('โทรคุยแล้ว');
    await panel().getByRole('button', { name: 'เพิ่มบันทึก' }).click();
    await panel().getByRole('paragraph').filter({ hasText: 'โทรคุยแล้ว' }).waitFor();
    const similar = page.getByTestId('desk-similar');
    await similar.getByText('ชื่อเดียวกัน').waitFor();
    await similar.getByRole('button', { name: 'เรื่องนี้ซ้ำกับเรื่องนั้น' }).click();
    const not = similar.getByRole('button', { name: 'ไม่ซ้ำ' });
    await not.click();
    await not.waitFor({ state: 'detached' });
  });

  it('tell who looked and what was done', async () => {
    await page.getByRole('button', { name: 'แสดงรายการ' }).click();
    const audit = page.getByTestId('desk-audit');
    await audit.getByText('เขียนบันทึก').waitFor();
    await audit.getByText('แก้ข้อมูล').waitFor();
    await audit.getByText('บอต').waitFor();
  });

  it('are readable for everybody, on a desk and on a phone', async () => {
    expect(await violations(page)).to.deep.equal([]);
    const { page: phone, errors: faults } = await openPage(browser, {
      viewport: { width: 360, height: 740 },
    });
    await signInAt(phone, desk.running.url, 'mali');
    await phone.goto(`${desk.running.url}/desk#/cases`);
    await phone.getByTestId('desk-case-row').filter({ hasText: first }).click();
    await phone.getByTestId('desk-case').waitFor();
    expect(await violations(phone)).to.deep.equal([]);
    const wide = await phone.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
    await phone.getByRole('button', { name: 'กลับไปที่รายการ' }).click();
    await phone.getByTestId('desk-case-row').first().waitFor();
    expect(faults).to.deep.equal([]);
  });
});
