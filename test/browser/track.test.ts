import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { complaint } from '../fakes/desk-people.ts';
import { DeskServer } from '../fakes/desk-server.ts';
import { violations } from './axe.ts';
import { holds, launch, openPage, STILL } from './desk-pages.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

describe('the tracking page in the browser', function () {
  this.timeout(180_000);
  const desk = new DeskServer();
  let browser: Browser;
  let reference = '';
  let secret = '';

  before(async () => {
    await desk.start();
    ({ reference, secret } = await complaint(desk, '7501'));
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await desk.stop();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`tells status, next step, holder and dates on a phone, in ${colorScheme}, without a fault that axe finds`, async () => {
      const { page, errors } = await openPage(browser, { ...PHONE, colorScheme });
      await page.goto(`${desk.running.url}/track`);
      await page.getByLabel('รหัสอ้างอิง').fill(reference);
      await page.getByLabel('รหัสลับ').fill(secret);
      await page.getByRole('button', { name: 'ดูสถานะ' }).click();
      const card = page.getByTestId('track-result');
      await card.filter({ hasText: 'รับเรื่องแล้ว' }).waitFor();
      const text = (await card.textContent()) ?? '';
      expect(text)
        .to.include('ศูนย์ 1212 OCC')
        .and.match(/25\d\d/);
      expect(text).to.not.match(/received|wait_for/);
      expect(text).to.match(/โทร 1212 · ทุกวัน/);
      const history = (await page.getByTestId('track-history').textContent()) ?? '';
      expect(history).to.match(/รับเรื่องแล้ว.*แจ้งคุณในแชตเมื่อ.*25\d\d/);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
      expect(await violations(page), 'th').to.deep.equal([]);
      await page.getByText('EN', { exact: true }).click();
      await card.filter({ hasText: 'Received' }).waitFor();
      await holds(page, STILL);
      expect(await violations(page), 'en').to.deep.equal([]);
      expect(errors).to.deep.equal([]);
      await page.context().close();
    });
  }

  it('answers an unknown code and a wrong secret with the same words', async () => {
    const { page } = await openPage(browser, PHONE);
    const answers: string[] = [];
    for (const [code, word] of [
      ['OCC-6911-7K3FQ-M', secret],
      [reference, 'WRONG2'],
    ] as const) {
      await page.goto(`${desk.running.url}/track`);
      await page.getByLabel('รหัสอ้างอิง').fill(code);
      await page.getByLabel('รหัสลับ').fill(word);
      await page.getByRole('button', { name: 'ดูสถานะ' }).click();
      answers.push((await page.getByTestId('track-problem').textContent()) ?? '');
    }
    expect(answers[0]).to.include('ไม่พบเรื่อง');
    expect(answers[1]).to.equal(answers[0]);
    expect(await violations(page)).to.deep.equal([]);
    await page.context().close();
  });

  it('asks for what is missing without asking the server', async () => {
    const { page } = await openPage(browser, PHONE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${desk.running.url}/track`);
    await page.getByLabel('รหัสอ้างอิง').fill(reference);
    await page.getByRole('button', { name: 'ดูสถานะ' }).click();
    await page.getByText('กรุณากรอกช่องนี้').waitFor();
    expect(asked.filter((url) => url.endsWith('/api/track'))).to.deep.equal([]);
    await page.context().close();
  });

  it('copies the code, saves the signed receipt, and finds it genuine, and a changed one not', async () => {
    const { page, errors } = await openPage(browser, { ...PHONE, acceptDownloads: true });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${desk.running.url}/track?ref=${reference}#secret=${secret}`);
    await page.getByRole('button', { name: 'ดูสถานะ' }).click();
    await page.getByRole('button', { name: 'คัดลอก' }).click();
    await page.getByRole('button', { name: 'คัดลอกแล้ว' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(reference);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'บันทึกใบรับเรื่อง' }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal(`${reference}.pdf`);
    const pdf = readFileSync(await download.path());
    const verify = page.getByTestId('verify');
    const choose = (buffer: Buffer) =>
      verify
        .locator('input[type=file]')
        .setInputFiles({ name: 'receipt.pdf', mimeType: 'application/pdf', buffer });
    await choose(pdf);
    await verify.getByText('เป็นใบรับเรื่องของศูนย์จริง').waitFor();
    const told = (await verify.textContent()) ?? '';
    expect(told)
      .to.include(reference)
      .and.match(/[0-9a-f]{64}/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
    await holds(page, STILL);
    expect(await violations(page), 'genuine').to.deep.equal([]);
    const changed = Buffer.from(pdf);
    changed[300] = (changed[300] ?? 0) ^ 1;
    await choose(changed);
    await verify.getByText('ไม่ผ่านการตรวจ').waitFor();
    expect(await verify.textContent()).to.include('ถูกแก้หลังจากศูนย์ออกให้');
    await holds(page, STILL);
    expect(await violations(page), 'refused').to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    await page.context().close();
  });

  it('checks a file that is dropped, without code or sign-in', async () => {
    const { page } = await openPage(browser, PHONE);
    await page.goto(`${desk.running.url}/track`);
    const verify = page.getByTestId('verify');
    await verify.waitFor();
    const files = await page.evaluateHandle(
      `(() => {
        const dropped = new DataTransfer();
        dropped.items.add(new File(['%PDF-1.3'], 'other.pdf', { type: 'application/pdf' }));
        return dropped;
      })()`,
    );
    await verify.dispatchEvent('drop', { dataTransfer: files });
    await verify.getByText('ไม่พบลายเซ็นของศูนย์').waitFor();
    await page.context().close();
  });

  it('takes code and secret from the receipt’s link, the secret from behind the # only, and hides it', async () => {
    const { page } = await openPage(browser, PHONE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${desk.running.url}/track?ref=${reference}#secret=${secret}`);
    await page.getByRole('button', { name: 'ดูสถานะ' }).click();
    await page.getByTestId('track-result').waitFor();
    expect(page.url()).to.equal(`${desk.running.url}/track?ref=${reference}`);
    expect(asked.filter((url) => url.includes(secret) && !url.includes('#'))).to.deep.equal([]);
    await page.goto(`${desk.running.url}/track?ref=${reference}&secret=${secret}`);
    expect(await page.getByLabel('รหัสลับ').inputValue()).to.equal('');
    await page.context().close();
  });
});
