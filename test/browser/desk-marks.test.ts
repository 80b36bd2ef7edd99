import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, conversationOf } from '../fakes/desk-people.ts';
import { DeskServer, PAGE } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { launch, openPage, signInAt } from './desk-pages.ts';

const PSID = '7401';
/** Set to a folder to look at the pictures. */
const SHOTS = process.env['DESK_SHOTS'] ?? '';

describe('what is done to lines, at the desk', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let mali: Page;
  let errors: string[];

  before(async () => {
    await desk.start();
    await addMember(desk, 'Mali', 'agent');
    browser = await launch();
    ({ page: mali, errors } = await openPage(browser));
    await signInAt(mali, desk.running.url, 'mali');
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  const shot = async (name: string) => {
    if (SHOTS === '') return;
    mkdirSync(SHOTS, { recursive: true });
    await mali.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const post = (...items: object[]) =>
    desk.post(
      items.map((fields) => ({
        sender: { id: PSID },
        recipient: { id: PAGE },
        timestamp: Date.now(),
        ...fields,
      })),
    );

  it('shows versions when asked, reactions, quotes, links, what is gone, and what was read', async () => {
    await desk.say(PSID, { mid: 'm_1', text: 'ขอคุยกับเจ้าหน้าที่ค่ะ' });
    const id = await conversationOf(desk, PSID);
    await post(
      { message: { mid: 'm_2', text: 'โอนไป 500 บาท' } },
      { message: { mid: 'm_3', text: 'เลขบัตร 1234' } },
      {
        message: {
          mid: 'm_4',
          text: 'ร้านนี้ค่ะ',
          reply_to: { mid: 'm_2' },
          attachments: [
            { type: 'fallback', payload: { url: 'https://shop.example/x', title: 'ร้านรองเท้า' } },
            { type: 'location', title: 'ตลาดนัด', payload: { coordinates: { lat: 13, long: 100 } } },
          ],
        },
      },
    );
    await mali.goto(`${desk.running.url}/desk#/all/${encodeURIComponent(id)}`);
    const line = (text: string) => mali.getByTestId('desk-line').filter({ hasText: text });
    await line('ร้านนี้ค่ะ').waitFor();
    await post(
      { message_edit: { mid: 'm_2', text: 'โอนไป 5,000 บาท', num_edit: 1 } },
      { reaction: { mid: 'm_4', action: 'react', reaction: 'sad', emoji: '😢' } },
      { message: { mid: 'm_3', is_deleted: true } },
    );
    await line('โอนไป 5,000 บาท').first().waitFor();
    const edited = mali.getByTestId('desk-edited');
    await edited.getByRole('button', { name: 'ดูข้อความเดิม' }).click();
    await edited.getByText('โอนไป 500 บาท').waitFor();
    expect(await mali.getByTestId('desk-quote').innerText()).to.include('โอนไป 5,000 บาท');
    expect(await mali.getByTestId('desk-reaction').innerText()).to.include('เศร้า');
    expect(await mali.getByTestId('desk-shared').allInnerTexts()).to.have.length(2);
    expect(await mali.locator('a[href*="shop.example"]').count()).to.equal(0);
    await line('ผู้แจ้งลบข้อความนี้แล้ว').waitFor();
    expect(await mali.content()).to.not.include('เลขบัตร 1234');

    await mali.locator('[data-delivery=sent]').first().waitFor();
    await post({ delivery: { watermark: Date.now() } });
    await mali.locator('[data-reached=delivered]').first().waitFor();
    await post({ read: { watermark: Date.now() } });
    await mali.locator('[data-reached=read]').first().waitFor();
    await shot('marks-th');
    expect(await violations(mali)).to.deep.equal([]);
    await mali.setViewportSize({ width: 390, height: 844 });
    await shot('marks-phone');
    expect(errors).to.deep.equal([]);
  });
});
