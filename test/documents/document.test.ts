import { expect } from 'chai';
import { PaperDocument } from '../../src/documents/document.ts';
import { dateIn } from '../../src/documents/dates.ts';
import { between, groups } from './ink.ts';
import { pagesOf, textOf } from './raster.ts';
import { samplePaper } from './sample-paper.ts';

const FRAME = { language: 'th', title: 'ชื่อ', issuer: '1212', mark: 'M', createdAt: 0 } as const;

describe('A paper', function () {
  this.timeout(60_000);

  it('gives the words as they were written to who copies them', async () => {
    const text = textOf(await samplePaper());
    for (const words of ['ปั๊ม น้ำ ที่ ผู้ ญาติ ฐาน ป้า ฟ้า กำลัง เกี๊ยว', 'กระเป๋าป้าน้อย', 'หน้า 2 จาก 2'])
      expect(text).to.contain(words);
  });

  it('is the same, byte for byte, for the same content', async () => {
    expect((await samplePaper()).equals(await samplePaper())).to.equal(true);
  });

  it('carries its font with it, and only the part of it that it needs', async () => {
    const paper = new PaperDocument(FRAME);
    paper.paragraph('น้ำ');
    const pdf = await paper.finish();
    expect(pdf.toString('latin1')).to.match(/\/FontName \/[A-Z]{6}\+Sarabun-Regular/);
    expect(pdf.length).to.be.lessThan(30_000);
  });

  it('goes on to the next page, also within a row that is longer than a page', async () => {
    const paper = new PaperDocument(FRAME);
    paper.rows([{ label: 'ยาว', value: 'ร้านไม่ส่งของ '.repeat(700) }]);
    const pdf = await paper.finish();
    const pages = pagesOf(pdf, 40);
    expect(pages.length).to.be.greaterThan(2);
    expect(textOf(pdf).match(/ไม่/gu)).to.have.length(700);
    for (const page of pages)
      expect(groups(between(page, 0.915, 0.925), 1), 'nothing in the margin').to.deep.equal([]);
  });

  it('tells dates in the Buddhist era', () => {
    const at = Date.UTC(2026, 10, 23, 5, 4);
    expect(dateIn('th', 'Asia/Bangkok')(at)).to.equal('23 พฤศจิกายน 2569 เวลา 12:04 น.');
    expect(dateIn('en', 'Asia/Bangkok')(at)).to.match(/^23 November 2569 (BE|B\.E\.), 12:04$/);
  });
});
