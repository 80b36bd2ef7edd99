import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { addMember, complaint } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { MailServer } from '../mail/mail-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, signInAt, STILL } from './desk-pages.ts';

/** Where pictures are kept when somebody wants to look at them. */
const SHOTS = process.env['DESK_SHOTS'] ?? '';
/** Whether the words of any button do not fit into it. */
const CUT_OFF = `[...document.querySelectorAll('button .mantine-Button-label')].some(
  ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
)`;
const FDA = 'สำนักงานคณะกรรมการอาหารและยา';

describe('referrals in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  const mail = new MailServer();
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let reference: string;
  let conversation: string;

  before(async () => {
    await desk.start({ SMTP_URL: await mail.start(), MAIL_FROM: 'desk@example.org' });
    await addMember(desk, 'Mali', 'agent');
    ({ reference, id: conversation } = await complaint(desk, '9801'));
    browser = await launch();
    ({ page, errors } = await openPage(browser));
    await signInAt(page, desk.running.url, 'mali');
    await page.goto(`${desk.running.url}/desk#/all/${conversation}/case`);
    await offers().first().waitFor();
  });
  after(async () => {
    expect(errors).to.deep.equal([]);
    await browser.close();
    await desk.stop();
    await mail.stop();
  });

  const section = (on = page) => on.getByTestId('desk-referrals');
  const offers = () => section().getByTestId('desk-offer');
  const referral = (agency: string, on = page) =>
    section(on).getByTestId('desk-referral').filter({ hasText: agency });
  const shoot = async (on: Page, name: string) => {
    if (SHOTS !== '') await on.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  const accessible = async (on: Page, what: string) => {
    await holds(on, STILL);
    expect(await violations(on), what).to.deep.equal([]);
  };
  const narrow = async (on: Page) => {
    const wide = await on.evaluate('document.documentElement.scrollWidth');
    expect(wide, 'nothing stands beyond the edge').to.be.at.most(360);
  };
  const linkInMail = () => {
    const raw = mail.mails.at(-1)?.raw ?? '';
    const parts = raw.split(/\r?\n\r?\n/).map((part) => Buffer.from(part, 'base64').toString());
    const text = `${raw.replace(/=\r?\n/g, '')} ${parts.join(' ')}`;
    return `${desk.running.url}/agency#${/\/agency#([\w.-]+)/.exec(text)?.[1] ?? 'no link'}`;
  };

  it('suggest agencies with why, what is there and missing, and what is not verified', async () => {
    const market = offers().filter({ hasText: 'ยังไม่ยืนยัน' });
    await market.first().waitFor();
    const first = offers().first();
    await first.getByText('รับเรื่องประเภท ไม่ได้รับสินค้า').waitFor();
    await first.getByText(/^มีแล้ว: /).waitFor();
    await accessible(page, 'offers');
  });

  it('send a mail to an agency with an address, by the keyboard alone', async () => {
    await section().getByRole('combobox', { name: 'หน่วยงานอื่น' }).focus();
    await page.keyboard.type('อาหารและยา');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await section()
      .getByRole('button', { name: `ส่งต่อ ${FDA}` })
      .focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('โปรดพิจารณา');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await referral(FDA).getByText('รอหน่วยงานตอบ', { exact: true }).waitFor();
    expect(mail.mails[0]?.to).to.deep.equal(['1556@fda.moph.go.th']);
  });

  it('go beside it to one without an address, with the bundle to take along', async () => {
    const offer = offers().first();
    await offer.getByRole('button', { name: /^ส่งต่อ/ }).click();
    await offer.getByRole('radio', { name: 'ส่งเพิ่ม ดูแลด้วยกัน' }).waitFor();
    await offer.getByText('ไม่มีอีเมลของหน่วยงานนี้ จึงต้องนำส่งเอง').waitFor();
    await accessible(page, 'the form');
    await offer.scrollIntoViewIfNeeded();
    await shoot(page, 'referral-form');
    const bundle = page.waitForEvent('download');
    await offer.getByRole('button', { name: 'ดาวน์โหลดและนำส่งเอง' }).click();
    expect((await bundle).suggestedFilename()).to.equal(`${reference}.zip`);
    await referral('นำส่งเอง').first().waitFor();
  });

  it('show the agency its page, which is readable for everybody, on a phone too', async () => {
    const { page: phone, errors: faults } = await openPage(browser, {
      viewport: { width: 360, height: 740 },
    });
    await phone.goto(linkInMail());
    await phone.getByTestId('reply-case').getByText(reference).waitFor();
    await phone.getByText('โปรดพิจารณา').waitFor();
    await accessible(phone, 'the reply page');
    await narrow(phone);
    expect(await phone.evaluate(CUT_OFF), 'no button is cut off').to.equal(false);
    await shoot(phone, 'reply-page');
    await phone.getByRole('radio', { name: 'กำลังดำเนินการ' }).check();
    await phone.getByRole('button', { name: 'ส่งคำตอบ' }).click();
    await phone.getByTestId('reply-saved').waitFor();
    await accessible(phone, 'the answered page');
    await referral(FDA).getByText('หน่วยงานกำลังดำเนินการ', { exact: true }).waitFor();
    expect(faults).to.deep.equal([]);
    await phone.context().close();
  });

  it('are sent again and taken back on a phone, and the link opens nothing then', async () => {
    const { page: phone, errors: faults } = await openPage(browser, {
      viewport: { width: 360, height: 740 },
    });
    await signInAt(phone, desk.running.url, 'mali');
    await phone.goto(`${desk.running.url}/desk#/all/${conversation}/case`);
    const mine = referral(FDA, phone);
    await mine.getByRole('button', { name: /^ส่งอีเมลอีกครั้ง/ }).click();
    await mine.getByLabel('ส่งถึงอีเมล').fill('other@fda.example.org');
    await accessible(phone, 'sending again');
    await mine.getByRole('button', { name: 'ส่งอีเมลอีกครั้ง' }).click();
    await mine.getByText('ทางอีเมล other@fda.example.org').waitFor();
    await desk.until(() => mail.mails.length === 2);
    await mine.getByText('รอหน่วยงานตอบ', { exact: true }).waitFor();
    await mine.getByRole('button', { name: /^ถอนเรื่องจากหน่วยงาน/ }).click();
    await mine.getByLabel('เหตุผลที่ถอน (ถ้ามี)').fill('ผิดหน่วยงาน');
    await accessible(phone, 'taking back');
    await narrow(phone);
    await mine.getByRole('button', { name: 'ถอนเรื่องจากหน่วยงาน' }).click();
    await mine.getByText('ถอนเรื่องแล้ว', { exact: true }).waitFor();
    await mine.getByText(/ผิดหน่วยงาน/).waitFor();
    expect(await mine.getByRole('button').count()).to.equal(0);
    await section(phone).scrollIntoViewIfNeeded();
    await shoot(phone, 'referral-withdrawn');
    await phone.goto(linkInMail());
    await phone.getByTestId('reply-problem').getByText('ลิงก์นี้ใช้ไม่ได้แล้ว').waitFor();
    expect(faults).to.deep.equal([]);
  });
});
