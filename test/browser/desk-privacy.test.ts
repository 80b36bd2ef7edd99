import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint, signedIn } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

describe('people’s data in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let mali: Page;
  let lada: Page;
  let errors: string[][];
  let filed: { id: string; reference: string };

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    await addMember(desk, 'Lada', 'supervisor');
    filed = await complaint(desk, '9731');
    browser = await launch();
    const [agent, lead] = [await openPage(browser), await openPage(browser)];
    mali = agent.page;
    lada = lead.page;
    errors = [agent.errors, lead.errors];
    await signInAt(mali, desk.running.url, 'mali');
    await signInAt(lada, desk.running.url, 'lada');
    await openPanel(lada);
  });
  after(async () => {
    expect(errors).to.deep.equal([[], []]);
    await browser.close();
    await desk.stop();
  });

  const openPanel = (on: Page) =>
    on.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(filed.id)}/case`);
  const person = (on: Page) => on.getByTestId('desk-person-data');
  const accessible = async (on: Page, what: string) => {
    await holds(on, STILL);
    expect(await violations(on), what).to.deep.equal([]);
  };

  it('show an agent the numbers for a reason only, and nothing else of what supervisors do', async () => {
    const parties = lada.getByTestId('desk-parties');
    await parties.getByRole('button', { name: 'เพิ่มผู้เกี่ยวข้อง' }).click();
    await parties.getByRole('combobox', { name: 'ข้อมูลอะไร' }).click();
    await lada.getByRole('option', { name: 'เลขบัญชี' }).click();
    await parties.getByRole('textbox', { name: 'เลขบัญชี' }).fill('9998887776');
    await lada.keyboard.press('Enter');
    await parties.getByText('9998887776').waitFor();
    await openPanel(mali);
    const panel = mali.getByTestId('desk-case');
    await panel.getByText('••••••7776').waitFor();
    await panel.getByRole('button', { name: 'ดูเลขเต็ม' }).click();
    await panel.getByRole('radio', { name: 'ผู้ร้องโทรมา' }).check();
    await accessible(mali, 'the reasons');
    await panel.getByRole('button', { name: 'ดูเลขเต็ม' }).click();
    await panel.getByText('9998887776').waitFor();
    expect(await person(mali).count()).to.equal(0);
    expect(await mali.getByTestId('desk-hold').count()).to.equal(0);
  });

  it('keep a case by order of the law, which everybody sees, until a supervisor lifts it', async () => {
    const hold = lada.getByTestId('desk-hold');
    await hold.getByRole('button', { name: 'ห้ามลบเรื่องนี้' }).click();
    await hold.getByLabel('เหตุผล เช่น เลขที่คำสั่งศาล').fill('คำสั่งศาลที่ 1/2569');
    await lada.keyboard.press('Enter');
    await hold.getByText(/สั่งโดย Lada .*คำสั่งศาลที่ 1\/2569/).waitFor();
    await mali
      .getByTestId('desk-hold')
      .getByText(/คำสั่งศาลที่ 1\/2569/)
      .waitFor();
    await person(lada).getByText('กฎหมายสั่งให้เก็บ').waitFor();
    await accessible(lada, 'a held case');
    await hold.getByRole('button', { name: 'เลิกห้ามลบ' }).click();
    await person(lada)
      .getByText(/ยังไม่ปิด/)
      .waitFor();
  });

  it('leave the desk as a ZIP for a supervisor', async () => {
    const download = lada.waitForEvent('download');
    await person(lada).getByRole('link', { name: 'ดาวน์โหลดข้อมูลทั้งหมดของผู้ร้อง' }).click();
    expect((await download).suggestedFilename()).to.equal('export.zip');
  });

  it('are listed when somebody asked to be erased, and erased after a typed word', async () => {
    const client = await signedIn(desk, 'mali');
    await client.request('POST', `/api/conversations/${filed.id}/claim`);
    await client.request('POST', `/api/conversations/${filed.id}/release`);
    await desk.say('9731', { text: 'ลบข้อมูลของฉัน' });
    await lada.goto(`${desk.running.url}/desk#/erasures`);
    const request = lada.getByTestId('desk-request');
    await request.getByText('รอหัวหน้าตัดสินใจ').waitFor();
    await request.getByText(filed.reference).waitFor();
    await accessible(lada, 'the list');
    await lada.setViewportSize(PHONE.viewport);
    const wide = await lada.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
    const { store } = desk.running;
    const { items } = await store.cases({ q: filed.reference, limit: 1 });
    const [record] = items;
    if (record === undefined) throw new Error('The case is gone.');
    const next = { ...record, version: record.version + 1, status: 'closed_advice' } as const;
    await store.commit({ cases: [{ expectedVersion: record.version, next }] });
    await lada.reload();
    await request.getByRole('button', { name: 'ลบผู้ร้องออกจากระบบ' }).click();
    const now = request.getByRole('button', { name: 'ลบเดี๋ยวนี้' });
    expect(await now.isDisabled()).to.equal(true);
    await request.getByLabel('พิมพ์คำว่า ลบ เพื่อยืนยัน').fill('ลบ');
    await accessible(lada, 'the confirmation');
    await now.click();
    await lada.getByText('ไม่มีคำขอค้างอยู่').waitFor();
    const { items: left } = await store.conversations({ limit: 10 });
    expect(left.map(({ psid }) => psid)).to.not.include('9731');
  });
});
