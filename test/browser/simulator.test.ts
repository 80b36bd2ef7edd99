import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Locator, Page } from 'playwright-core';
import { notAllowed } from '../../src/simulator/graph/fault.ts';
import { SLIP } from '../fakes/pictures.ts';
import { SimulatorPage } from '../fakes/simulator-page.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, STILL } from './desk-pages.ts';

/** Set to a folder to look at the pictures. */
const SHOTS = process.env['SIMULATOR_SHOTS'] ?? '';

const replies = (...titles: string[]) =>
  titles.map((title) => ({ content_type: 'text', title, payload: `say:${title}` }));

const PHONE = { viewport: { width: 390, height: 844 } };

describe('the simulator on a phone', function () {
  this.timeout(180_000);
  const simulator = new SimulatorPage();
  let browser: Browser;
  let phone: Page;
  let psid: string;
  let errors: string[] = [];

  before(async () => {
    await simulator.start();
    browser = await launch();
    if (SHOTS !== '') mkdirSync(SHOTS, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    await simulator.stop();
  });
  beforeEach(async () => {
    ({ page: phone, errors } = await openPage(browser, PHONE));
    simulator.app.posts.length = 0;
    psid = simulator.standIn.people.add({ name: 'มะลิ ตัวอย่าง' }).psid;
    await phone.goto(`${simulator.url}/simulator`);
    await phone.getByRole('button', { name: 'ผู้บริโภคจำลอง' }).click();
    await phone.getByRole('button', { name: 'มะลิ' }).last().click();
    await phone.getByTestId('sim-greeting').waitFor();
  });
  afterEach(async () => {
    await phone.context().close();
    expect(errors, 'errors of the page').to.deep.equal([]);
  });

  const shot = async (name: string) => {
    if (SHOTS !== '') await phone.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const say = async (text: string) => {
    await phone.getByTestId('sim-input').fill(text);
    await phone.getByTestId('sim-send').click();
    await phone.getByTestId('sim-out').filter({ hasText: text }).waitFor();
  };
  const received = (find: (item: Record<string, unknown>) => boolean) =>
    simulator.app.items.find((item) => JSON.stringify(item).includes(psid) && find(item));
  const until = async (holds: () => unknown) => {
    for (const end = Date.now() + 5_000; Date.now() < end;) {
      if (holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It did not happen in time.');
  };
  const status = () => phone.getByTestId('sim-status').last();
  const inView = async (what: Locator) => {
    const box = await what.boundingBox();
    const { width } = phone.viewportSize() ?? { width: 0 };
    return box !== null && box.x >= 0 && box.x + box.width <= width;
  };

  it('greets, and starts a talk by an ice breaker', async () => {
    await shot('welcome');
    await phone.getByTestId('sim-ice-breaker').first().click();
    await phone.getByTestId('sim-out').waitFor();
    await until(() => received((item) => 'postback' in item));
    expect(await phone.getByTestId('sim-ice-breaker').count()).to.equal(0);
  });

  it('says whether a message came through, was read, or never arrived', async () => {
    await say('ไม่ได้ของค่ะ');
    await status().filter({ hasText: 'ส่งแล้ว' }).waitFor();
    simulator.standIn.send({ recipient: { id: psid }, sender_action: 'mark_seen' });
    await status().filter({ hasText: 'อ่านแล้ว' }).waitFor();
    simulator.app.statuses.push(500, 500);
    await say('ยังอยู่ไหมคะ');
    await status().filter({ hasText: 'ส่งไม่ถึง' }).waitFor();
    await shot('failed');
  });

  it('tells the Page what was read as soon as it is on screen', async () => {
    await say('สวัสดีค่ะ');
    simulator.send(psid, { text: 'สวัสดีค่ะ มีอะไรให้ช่วยคะ' });
    await phone.getByTestId('sim-in').waitFor();
    await until(() => received((item) => 'read' in item));
  });

  it('shows typing, then quick replies that vanish with the next message', async () => {
    await say('ขอความช่วยเหลือ');
    simulator.standIn.send({ recipient: { id: psid }, sender_action: 'typing_on' });
    await phone.getByTestId('sim-typing').waitFor();
    const titles = ['ซื้อของไม่ได้ของ', 'ถูกหลอกโอนเงิน', 'ข้อมูลส่วนตัวรั่วไหล', 'คุยกับเจ้าหน้าที่', 'ข้าม'];
    simulator.send(psid, { text: 'เรื่องอะไรคะ', quick_replies: replies(...titles) });
    await phone.getByTestId('sim-typing').waitFor({ state: 'detached' });
    const buttons = phone.getByTestId('sim-quick-reply');
    expect(await buttons.allTextContents()).to.deep.equal(titles);
    for (const button of await buttons.all()) expect(await inView(button)).to.equal(true);
    await shot('quick-replies');
    await buttons.filter({ hasText: 'ข้าม' }).click();
    await phone.getByTestId('sim-out').filter({ hasText: 'ข้าม' }).waitFor();
    expect(await buttons.count()).to.equal(0);
    await until(() => received((item) => JSON.stringify(item).includes('say:ข้าม')));
  });

  it('shows buttons and cards, and presses them', async () => {
    await say('ติดต่อใครได้บ้าง');
    const button = (title: string) => ({ type: 'postback', title, payload: `press:${title}` });
    const link = { type: 'web_url', title: 'เปิดเว็บ 1212occ.com', url: 'https://www.1212occ.com' };
    const template = (payload: object) => ({ attachment: { type: 'template', payload } });
    simulator.send(
      psid,
      template({
        template_type: 'button',
        text: 'โทรธนาคารของคุณทันทีเพื่อระงับการโอน แล้วแจ้งความออนไลน์ภายใน 72 ชั่วโมงค่ะ',
        buttons: [button('โทรแล้ว'), link, button('ยังไม่ได้โทร')],
      }),
    );
    simulator.send(
      psid,
      template({
        template_type: 'generic',
        elements: ['สายด่วน AOC 1441', 'ธนาคารแห่งประเทศไทย 1213', 'สคบ. 1166'].map((title) => ({
          title,
          subtitle: 'รับเรื่องทุกวัน ตลอด 24 ชั่วโมง ไม่มีค่าใช้จ่าย',
          buttons: [button(`เลือก ${title.slice(-4)}`)],
        })),
      }),
    );
    await phone.getByTestId('sim-card').first().waitFor();
    expect(await phone.getByTestId('sim-card').count()).to.equal(3);
    expect(await phone.getByRole('link', { name: link.title }).getAttribute('rel')).to.equal(
      'noreferrer',
    );
    await shot('buttons-and-cards');
    await phone.getByTestId('sim-button').filter({ hasText: '1166' }).click();
    await until(() => received((item) => JSON.stringify(item).includes('press:เลือก 1166')));
  });

  it('opens the Page’s menu with the keyboard alone', async () => {
    await say('สวัสดีค่ะ');
    await phone.getByTestId('sim-menu').focus();
    await phone.keyboard.press('Enter');
    const items = phone.getByRole('menuitem');
    await items.first().waitFor();
    await shot('menu');
    for (const item of await items.all()) expect(await inView(item)).to.equal(true);
    await phone.keyboard.press('ArrowDown');
    await phone.keyboard.press('Enter');
    await until(() => received((item) => 'postback' in item));
  });

  it('sends with Enter, breaks the line with Shift and Enter, and likes when nothing is written', async () => {
    const input = phone.getByTestId('sim-input');
    await input.focus();
    await phone.keyboard.type('บรรทัดแรก');
    await phone.keyboard.press('Shift+Enter');
    await phone.keyboard.type('บรรทัดสอง');
    await phone.keyboard.press('Enter');
    await phone.getByTestId('sim-out').filter({ hasText: 'บรรทัดสอง' }).waitFor();
    await until(() => received((item) => JSON.stringify(item).includes('บรรทัดแรก\\nบรรทัดสอง')));
    await phone.getByTestId('sim-like').click();
    await phone.getByRole('img', { name: 'สติกเกอร์' }).waitFor();
    await until(() => received((item) => JSON.stringify(item).includes('369239263222822')));
  });

  it('attaches pictures and papers, until their links expire', async () => {
    const file = phone.locator('input[type=file]');
    await file.setInputFiles({
      name: 'สลิปโอนเงิน.png',
      mimeType: 'image/png',
      buffer: SLIP,
    });
    const picture = phone.getByRole('img', { name: 'สลิปโอนเงิน.png' });
    await picture.waitFor();
    await holds(phone, 'document.querySelector("main img").naturalWidth > 0');
    await file.setInputFiles({
      name: 'ใบแจ้งความออนไลน์-กองบัญชาการตำรวจสืบสวนสอบสวนอาชญากรรมทางเทคโนโลยี.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(48_000, '%PDF-1.7 '),
    });
    await phone.getByRole('link', { name: 'ใบแจ้งความออนไลน์' }).waitFor();
    await shot('attachments');
    await phone.getByTestId('sim-tools').click();
    await phone.getByRole('menuitem', { name: 'ทำให้ลิงก์ไฟล์หมดอายุ' }).click();
    await phone.getByText('ลิงก์ของไฟล์หมดอายุแล้ว').waitFor();
    expect(await picture.count()).to.equal(0);
  });

  it('reacts to a message and takes it back', async () => {
    await say('สวัสดีค่ะ');
    simulator.send(psid, { text: 'ขอบคุณที่แจ้งค่ะ' });
    await phone.getByRole('button', { name: 'แสดงความรู้สึก' }).click();
    await shot('reactions');
    await phone.getByRole('button', { name: 'รักเลย' }).click();
    await phone.getByRole('img', { name: 'รักเลย' }).waitFor();
    await shot('reacted');
    await until(() => received((item) => 'reaction' in item));
    await phone.getByRole('button', { name: 'แสดงความรู้สึก' }).click();
    await phone.getByRole('button', { name: 'ลบความรู้สึก' }).click();
    await phone.getByTestId('sim-reaction').waitFor({ state: 'detached' });
  });

  it('edits what was written, and takes it back', async () => {
    await say('โอนไป 500');
    await phone.getByTestId('sim-own-menu').click();
    await phone.getByRole('menuitem', { name: 'แก้ไขข้อความ' }).click();
    await phone.getByTestId('sim-edit-input').fill('โอนไป 5,000 บาท');
    await inView(phone.getByTestId('sim-edit-save'));
    const [form, message] = await Promise.all([
      phone.getByTestId('sim-edit-input').boundingBox(),
      phone.getByTestId('sim-out').boundingBox(),
    ]);
    expect((message?.y ?? 0) - (form?.y ?? 0), 'stands by its message').to.be.within(0, 200);
    await shot('editing');
    await phone.getByTestId('sim-edit-save').click();
    await phone.getByTestId('sim-out').filter({ hasText: 'โอนไป 5,000 บาท' }).waitFor();
    await phone.getByTestId('sim-status').filter({ hasText: 'แก้ไขแล้ว' }).waitFor();
    await until(() => received((item) => 'message_edit' in item));
    await phone.getByTestId('sim-own-menu').click();
    await phone.getByRole('menuitem', { name: 'ยกเลิกการส่ง' }).waitFor();
    await shot('own-menu');
    await phone.getByRole('menuitem', { name: 'ยกเลิกการส่ง' }).click();
    await phone.getByText('ยกเลิกการส่งข้อความแล้ว').first().waitFor();
    await until(() => received((item) => JSON.stringify(item).includes('is_deleted')));
    await shot('taken-back');
    expect(await phone.getByTestId('sim-own-menu').count()).to.equal(0);
  });

  it('moves the clock past the window, and shows what Graph then refuses', async () => {
    await say('สวัสดีค่ะ');
    const tool = async (name: string) => {
      await phone.getByTestId('sim-tools').click();
      await phone.getByRole('menuitem', { name, exact: true }).click();
    };
    await phone.getByTestId('sim-tools').click();
    await phone.getByRole('menuitem').first().waitFor();
    await shot('tools');
    await phone.keyboard.press('Escape');
    await tool('เลื่อนไป 25 ชั่วโมง');
    await phone.getByTestId('sim-state').filter({ hasText: '24 ชั่วโมง' }).waitFor();
    const response = await fetch(`${simulator.url}/v25.0/me/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer token-of-the-page', 'content-type': 'application/json' },
      body: JSON.stringify({
        recipient: { id: psid },
        messaging_type: 'RESPONSE',
        message: { text: 'ตอบช้าไป' },
      }),
    });
    expect(response.status).to.equal(400);
    await phone.getByTestId('sim-refusal').filter({ hasText: '10/2018278' }).waitFor();
    await shot('refused');
    await tool('กลับมาเวลาจริง');
    await phone.getByTestId('sim-state').waitFor({ state: 'detached' });
  });

  it('speaks English on request and remembers it', async () => {
    await phone.getByRole('button', { name: 'ผู้บริโภคจำลอง' }).click();
    await phone.getByRole('button', { name: 'English' }).click();
    await phone.getByRole('heading', { name: 'Messenger simulator', level: 2 }).waitFor();
    await shot('people-english');
    await phone.reload();
    await phone.getByRole('button', { name: 'Simulated consumers' }).waitFor();
    expect(await phone.locator('html').getAttribute('lang')).to.equal('en');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits 360 pixels, in ${colorScheme}, without a fault that axe finds`, async () => {
      await phone.emulateMedia({ colorScheme });
      await phone.setViewportSize({ width: 360, height: 640 });
      await say('https://shop.example/' + 'very-long-address-'.repeat(12));
      simulator.standIn.refused(psid, notAllowed('outside', 2018278));
      simulator.send(psid, { text: 'เรื่องอะไรคะ', quick_replies: replies('ซื้อของ', 'โอนเงิน') });
      simulator.standIn.moveClock(25, psid);
      await phone.getByTestId('sim-quick-reply').first().waitFor();
      await phone.getByTestId('sim-state').waitFor();
      await shot(`narrow-${colorScheme}`);
      const overflow = await phone.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).to.equal(0);
      await holds(phone, STILL);
      expect(await violations(phone)).to.deep.equal([]);
      await phone.getByRole('button', { name: 'ผู้บริโภคจำลอง' }).click();
      await phone.getByRole('button', { name: 'เพิ่มคน' }).waitFor();
      await holds(phone, STILL);
      expect(await violations(phone)).to.deep.equal([]);
    });
  }
});

describe('the simulator on a wide screen', function () {
  this.timeout(180_000);
  const simulator = new SimulatorPage();
  let browser: Browser;

  before(async () => {
    await simulator.start();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await simulator.stop();
  });

  it('shows several consumers side by side, each with a thread of their own', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(`${simulator.url}/simulator`);
    await page.getByRole('button', { name: 'เพิ่มคน' }).click();
    await page.getByTestId('sim-input').nth(1).waitFor();
    await page.getByRole('button', { name: 'เพิ่มคน' }).click();
    await page.getByTestId('sim-input').nth(2).waitFor();
    for (const [index, text] of ['คนแรก', 'คนที่สอง', 'คนที่สาม'].entries()) {
      const phone = page.locator('section').nth(index);
      await phone.getByTestId('sim-input').fill(text);
      await phone.getByTestId('sim-send').click();
      await phone.getByTestId('sim-out').filter({ hasText: text }).waitFor();
    }
    const counts = await Promise.all(
      [0, 1, 2].map((index) => page.locator('section').nth(index).getByTestId('sim-out').count()),
    );
    expect(counts).to.deep.equal([1, 1, 1]);
    if (SHOTS !== '') await page.screenshot({ path: join(SHOTS, 'wide.png') });
    await page.getByRole('button', { name: 'ปิดหน้าต่างนี้' }).first().click();
    await page.getByTestId('sim-input').nth(2).waitFor({ state: 'detached' });
    expect(await page.locator('section').count()).to.equal(2);
  });
});
