import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import PDFKit from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import { PaperDocument } from '../../src/documents/document.ts';
import { fontBytes } from '../../src/documents/fonts.ts';
import { launch } from '../browser/desk-pages.ts';
import { between, groups, misplacedInk, trimmed } from './ink.ts';
import { drawnByBrowser, pagesOf, pictureOf } from './raster.ts';
import { samplePaper } from './sample-paper.ts';

/** Marks above and below, two above one another, beside tall letters, on letters that lose their foot. */
const WORDS = [
  ...['ปั๊ม', 'น้ำ', 'ที่', 'ผู้', 'ญาติ', 'ฐาน', 'ป้า', 'ฟ้า', 'กำลัง', 'เกี๊ยว'],
  ...['ปิ่น', 'ฝั่ง', 'ฟื้น', 'ใหญ่', 'ญุ', 'ฐู', 'ฎุ', 'ฏู', 'ปี่', 'ก็', 'ป็น', 'ค่ำ', 'ปั่น'],
  ...['สิทธิ์', 'ศักดิ์', 'พันธุ์', 'โพธิ์', 'ยิ่ง', 'ปู่', 'ปู้', 'ฟุ้ง', 'ฝุ่น', 'อื้ม', 'กู้', 'ซื้อ', 'ต่ำ', 'ป้ำ', 'ฤๅษี'],
];
/** 11 pt at 480 dpi. */
const DPI = 480;
const SIZE = (11 / 72) * DPI;
/** A thirtieth of the letters' size: what the eye does not see, and two renderers differ by. */
const REACH = 2;
const LINE = (11 * 1.5 * DPI) / 72;

describe('Thai on paper', function () {
  this.timeout(120_000);
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  after(() => browser.close());

  it('has every vowel and tone mark where HarfBuzz puts it', async () => {
    const paper = new PaperDocument({
      language: 'th',
      title: 'คำ',
      issuer: '1212',
      mark: '1',
      createdAt: 0,
    });
    for (const word of WORDS) {
      paper.paragraph(word);
      paper.paragraph('');
    }
    const printed = pagesOf(await paper.finish(), DPI).flatMap((one) =>
      // Between the running head's rule and the page number.
      groups(between(one, 0.08, 0.93), LINE / 2),
    );
    const words = printed.slice(1);
    expect(words).to.have.length(WORDS.length);
    const expected = (await drawnByBrowser(page, WORDS, SIZE)).map(trimmed);
    const misplaced = words.map((word, index) =>
      misplacedInk(word, expected[index] ?? word, REACH),
    );
    expect(
      WORDS.filter((_, index) => (misplaced[index] ?? 0) > 1),
      `per thousand: ${misplaced.map((value) => value.toFixed(1)).join(' ')}`,
    ).to.deep.equal([]);
  });

  it('would notice marks that float, as they do letter by letter', async () => {
    const words = ['ปั๊ม', 'ป้า', 'ฐู', 'ที่'];
    const pdf = new PDFKit({ size: 'A4', margin: 0 });
    pdf.font(fontBytes('regular')).fontSize(11);
    words.forEach((word, index) => {
      let x = 50;
      for (const letter of word) {
        pdf.text(letter, x, 50 + index * 40, { lineBreak: false });
        x += pdf.widthOfString(letter);
      }
    });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    await new Promise((resolve) => pdf.on('end', resolve).end());
    const floating = groups(pagesOf(Buffer.concat(parts), DPI)[0] ?? expect.fail(), LINE / 2);
    const expected = (await drawnByBrowser(page, words, SIZE)).map(trimmed);
    expect(floating).to.have.length(words.length);
    floating.forEach((word, index) => {
      expect(misplacedInk(word, expected[index] ?? word, REACH), words[index]).to.be.greaterThan(5);
    });
  });

  it('looks like the page that a person has looked at', async () => {
    const [now] = pagesOf(await samplePaper(), 100);
    const then = await pictureOf(page, readFileSync('test/documents/sample-paper.png'));
    expect([now?.width, now?.height]).to.deep.equal([then.width, then.height]);
    expect(misplacedInk(now ?? then, then, 1)).to.be.lessThan(2);
  });
});
