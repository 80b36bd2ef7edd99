import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint, conversationOf, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

describe('changing a case in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let filed: { id: string; reference: string };

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    filed = await complaint(desk, '9721');
    await desk.say('9722', { text: 'สวัสดีค่ะ' });
    const mali = await signedIn(desk, 'mali');
    await mali.request('POST', `/api/conversations/${filed.id}/claim`);
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
    await openPanel(page, filed.id);
    await panel().waitFor();
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser.close();
    await desk.stop();
  });

  const openPanel = (on: Page, id: string) =>
    on.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(id)}/case`);
  const panel = (on = page) => on.getByTestId('desk-case');
  const accessible = async (on: Page, what: string) => {
    await holds(on, STILL);
    expect(await violations(on), what).to.deep.equal([]);
  };

  it('previews what the person is told, and sends the word with the status', async () => {
    await page.getByTestId('desk-status').click();
    await page.getByRole('option', { name: 'กำลังประสานงาน' }).click();
    await panel().getByLabel('ข้อความถึงผู้ร้อง (ถ้ามี)').fill('ติดต่อร้านให้แล้วค่ะ');
    const preview = page.getByTestId('desk-preview');
    await preview.getByText('ผู้ร้องจะได้รับทันที:').waitFor();
    await preview.getByText('ข้อความจากเจ้าหน้าที่: ติดต่อร้านให้แล้วค่ะ').waitFor();
    await accessible(page, 'the preview');
    await panel().getByRole('button', { name: 'เปลี่ยนสถานะ' }).click();
    await preview.waitFor({ state: 'detached' });
    await desk.until(() => desk.of('9721').some(({ text }) => /ติดต่อร้านให้แล้วค่ะ/.test(text)));
  });

  it('sets another type and says who did', async () => {
    await panel()
      .getByTestId('desk-type-source')
      .getByText(/มั่นใจ \d+%/)
      .waitFor();
    await panel().getByRole('button', { name: 'แก้ ประเภทปัญหา' }).click();
    await panel().getByRole('combobox', { name: 'ประเภทปัญหา' }).click();
    await page.getByRole('option', { name: 'สินค้าชำรุด' }).click();
    await panel().getByRole('button', { name: 'บันทึก', exact: true }).click();
    await panel()
      .getByText(/กำหนดโดย Mali/)
      .waitFor();
  });

  it('adds a party, corrects it, and takes it out with a reason that stands in the notes', async () => {
    const parties = page.getByTestId('desk-parties');
    await parties.getByRole('button', { name: 'เพิ่มผู้เกี่ยวข้อง' }).click();
    await parties.getByRole('combobox', { name: 'ข้อมูลอะไร' }).click();
    await page.getByRole('option', { name: 'เลขบัญชี' }).click();
    await parties.getByRole('textbox', { name: 'เลขบัญชี' }).fill('123-4-56789-0');
    await accessible(page, 'the form of a party');
    await parties.getByRole('button', { name: 'บันทึก' }).click();
    await parties.getByText('123-4-56789-0').waitFor();
    await parties.getByRole('button', { name: /^แก้ .*123-4-56789-0/ }).click();
    await parties.getByRole('textbox', { name: 'เลขบัญชี' }).fill('123-4-56789-1');
    await page.keyboard.press('Enter');
    await parties.getByText('123-4-56789-1').waitFor();
    await parties.getByRole('button', { name: /^ลบ .*123-4-56789-1/ }).click();
    await parties.getByLabel('เหตุผลที่ลบ').fill('พิมพ์ผิด');
    await page.keyboard.press('Enter');
    await parties.getByText('123-4-56789-1').waitFor({ state: 'detached' });
    await panel()
      .getByText(/^ลบ ผู้ขาย · เลขบัญชี เพราะ พิมพ์ผิด/)
      .waitFor();
  });

  it('adds a fact that nobody asked for', async () => {
    await panel().getByRole('button', { name: 'เพิ่มข้อเท็จจริง' }).click();
    await panel().getByRole('combobox', { name: 'เรื่องใด' }).click();
    await page.getByRole('option', { name: 'เลขคำสั่งซื้อ' }).click();
    await panel().getByRole('textbox', { name: 'ข้อมูล' }).fill('ORD-77');
    await page.keyboard.press('Enter');
    await panel().getByText('ORD-77').waitFor();
  });

  it('shows what the bot was told before there is a case, and corrects it', async () => {
    await desk.say('9723', { text: 'สั่งของแล้วไม่ได้ของ โอนไป 900' });
    await openPanel(page, await conversationOf(desk, '9723'));
    const told = page.getByTestId('desk-card');
    await told.getByText('บอตกำลังรอคำตอบเรื่อง สินค้า').waitFor();
    await accessible(page, 'what was told');
    await told.getByRole('button', { name: 'แก้ จำนวนเงิน' }).click();
    await told.getByRole('textbox', { name: 'จำนวนเงิน' }).fill('950');
    await page.keyboard.press('Enter');
    await told.getByText('฿950').waitFor();
  });

  it('opens a case of a conversation that has none, and ties another conversation to it', async () => {
    await openPanel(page, await conversationOf(desk, '9722'));
    await page.getByRole('button', { name: 'เปิดเรื่องร้องเรียน' }).click();
    const form = page.getByTestId('desk-new-case');
    await form.getByRole('combobox', { name: 'ประเภทปัญหา' }).click();
    await page.getByRole('option', { name: 'สินค้าปลอม' }).click();
    await accessible(page, 'the form of a new case');
    await form.getByRole('button', { name: 'เปิดเรื่องร้องเรียน' }).click();
    await panel().getByText('สินค้าปลอม', { exact: true }).waitFor();
    const links = page.getByTestId('desk-links');
    await links.getByRole('button', { name: 'ผูกกับแชตอื่น' }).click();
    await links.getByRole('searchbox').fill(filed.reference);
    await links.getByRole('button', { name: /^ผูกกับแชตของ/ }).click();
    await links
      .getByRole('button', { name: /^เลิกผูก/ })
      .first()
      .waitFor();
    await accessible(page, 'the links');
    await links
      .getByRole('button', { name: /^เลิกผูก/ })
      .last()
      .click();
    await links
      .getByRole('button', { name: /^เลิกผูก/ })
      .first()
      .waitFor({ state: 'detached' });
  });

  it('marks a case that a search has found as the one that goes on', async () => {
    const links = page.getByTestId('desk-links');
    await links.getByRole('button', { name: 'ระบุว่าซ้ำกับเรื่องอื่น' }).click();
    await links.getByRole('searchbox').fill(filed.reference);
    await links.getByRole('button', { name: `ซ้ำกับเรื่อง ${filed.reference}` }).click();
    await page.getByTestId('desk-similar').getByRole('link', { name: filed.reference }).waitFor();
  });

  it('fits on a phone', async () => {
    const { page: phone, errors: faults } = await openPage(browser, {
      viewport: { width: 360, height: 740 },
    });
    await signInAt(phone, desk.running.url, 'mali');
    await openPanel(phone, filed.id);
    await panel(phone).waitFor();
    await panel(phone).getByRole('button', { name: 'เพิ่มผู้เกี่ยวข้อง' }).click();
    await accessible(phone, 'on a phone');
    const wide = await phone.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
    expect(faults).to.deep.equal([]);
  });
});
