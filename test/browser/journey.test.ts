import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { start, type Running } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { SLIP } from '../fakes/pictures.ts';
import { dataFolder } from '../fakes/shipped.ts';
import { launch } from './desk-pages.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the main job in the browser', function () {
  this.timeout(180_000);
  const directory = dataFolder('journey');
  let running: Running;
  let browser: Browser;
  let phone: Page;
  let desk: Page;

  before(async () => {
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: directory,
      BURST_MS: '30',
      REPLY_UNDO_SECONDS: '0',
      ADMIN_PASSWORD: 'a-long-password',
    });
    running = await start({
      config,
      folder: process.cwd(),
      clock: systemClock,
      ids: systemIds,
      log: silent,
    });
    browser = await launch();
    phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
    desk = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  });
  after(async () => {
    await browser?.close();
    await running?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const say = async (text: string, answer: string) => {
    await phone.getByTestId('sim-input').fill(text);
    await phone.getByTestId('sim-send').click();
    await phone.getByTestId('sim-in').filter({ hasText: answer }).last().waitFor();
  };
  const press = async (title: string, answer: string) => {
    await phone.getByTestId('sim-quick-reply').filter({ hasText: title }).click();
    await phone.getByTestId('sim-in').filter({ hasText: answer }).last().waitFor();
  };

  it('goes from a complaint with a slip to a code, a claim, an answer, a release and a status', async () => {
    await phone.goto(`${running.url}/simulator`);
    await say('สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร', 'สั่งซื้ออะไร');
    await say('เสื้อยืด 3 ตัว', 'ชื่ออะไร');
    await say('ร้านน้องมะลิ', 'ติดต่อร้านแล้ว');
    await press('บล็อก', 'สลิป');
    await phone
      .locator('input[type=file]')
      .setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: SLIP });
    await phone.getByTestId('sim-in').filter({ hasText: 'ได้รับแล้ว' }).waitFor();
    await press('พอแล้ว', 'ขอความยินยอม');
    await press('ยินยอม ส่งเรื่อง', 'ขอชื่อและเบอร์โทร');
    await say('มะลิ ตัวอย่าง 0812345678', 'รหัสลับ');
    const words = (await phone.getByTestId('sim-in').allTextContents()).join('\n');
    const reference = /OCC-\d{4}-\w{5}-\w/.exec(words)?.[0] ?? '';
    const secret = /รหัสลับสำหรับดูสถานะ: (\w{6})/.exec(words)?.[1] ?? '';

    await desk.goto(`${running.url}/desk`);
    await desk.getByLabel('ชื่อผู้ใช้').fill('admin');
    await desk.getByLabel('รหัสผ่าน').first().fill('a-long-password');
    await desk.getByRole('button', { name: 'เข้าสู่ระบบ' }).click();
    await desk.getByTestId('desk-conversation').filter({ hasText: reference }).click();
    await desk.getByTestId('desk-evidence').waitFor();
    await desk.getByTestId('desk-claim').click();
    await desk.getByTestId('desk-reply').fill('เจ้าหน้าที่รับเรื่องแล้วค่ะ');
    await desk.getByTestId('desk-send').click();
    await phone.getByTestId('sim-in').filter({ hasText: 'เจ้าหน้าที่รับเรื่องแล้ว' }).waitFor();
    await desk.getByTestId('desk-release').click();
    await desk.getByTestId('desk-notice').filter({ hasText: 'คืนให้บอตแล้ว' }).waitFor();

    await phone.goto(`${running.url}/track`);
    await phone.getByLabel('รหัสอ้างอิง').fill(reference);
    await phone.getByLabel('รหัสลับ').fill(secret);
    await phone.getByRole('button', { name: 'ดูสถานะ' }).click();
    await phone.getByTestId('track-result').filter({ hasText: 'รับเรื่องแล้ว' }).waitFor();
  });
});
