import { expect } from 'chai';
import { breakLines } from '../../src/documents/break-lines.ts';
import { printable, forFont } from '../../src/documents/shape.ts';

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });
/** As wide as it has characters to a reader. */
const measure = (text: string) => Array.from(graphemes.segment(text)).length;
const STORY = 'ดิฉันสั่งกระเป๋าจากเพจ (ราคา 1,290 บาท) โอนเงินแล้ว แต่ร้านไม่ส่งของ ทักเฟซบุ๊กไปก็ไม่ตอบ ๆ ฯลฯ';

describe('Lines of Thai', () => {
  it('end between words, and no sign is lost', () => {
    const lines = breakLines('ร้านไม่ส่งของให้ดิฉัน', 7, measure);
    expect(lines).to.deep.equal(['ร้านไม่ส่ง', 'ของให้', 'ดิฉัน']);
  });

  it('never begin with a mark that belongs to the line before', () => {
    for (let width = 8; width < 60; width += 1)
      for (const line of breakLines(STORY, width, measure)) {
        expect(line, `at ${width}`).to.match(/^[^\u0E31\u0E34-\u0E3A\u0E45-\u0E4Eๆ),]|^$/u);
        expect(line).to.not.match(/\($/u);
      }
  });

  it('keep a loan word together that the dictionary does not know', () => {
    for (let width = 10; width < 60; width += 1)
      expect(breakLines(STORY, width, measure).join('|'), `at ${width}`).to.contain('เฟซบุ๊ก');
  });

  it('break a link that is wider than the paper, and fit', () => {
    const link = `https://example.com/${'น้ำ'.repeat(30)}${'a'.repeat(300)}`;
    const lines = breakLines(`ดูที่ ${link}`, 40, measure);
    expect(lines.join('').replace(/\s/gu, '')).to.equal(`ดูที่${link}`);
    for (const line of lines) {
      expect(measure(line)).to.be.at.most(40);
      expect(line).to.not.match(/^[\u0E31\u0E33\u0E34-\u0E3A\u0E47-\u0E4E]/u);
    }
  });

  it('keep the line breaks that a person wrote', () => {
    expect(breakLines('หนึ่ง\r\n\nสาม', 40, measure)).to.deep.equal(['หนึ่ง', '', 'สาม']);
  });
});

describe('Text for the font', () => {
  it('takes SARA AM apart with the tone mark above the NIKHAHIT', () => {
    expect(forFont('น้ำ กำ')).to.equal('น\u0E4D\u0E49\u0E32 ก\u0E4D\u0E32');
  });

  it('lets a tone mark on a tall letter come before the vowel below', () => {
    expect(forFont('ปู่ กู่')).to.equal('ป\u0E48\u0E39 กู่');
  });

  it('shows that there was a sign that the font has not, and drops what hides', () => {
    const thai = (point: number) => point < 0x80 || (point >= 0x0e00 && point < 0x0e80);
    expect(printable('ร้าน 😀\u202E\u200Bก\u0000\tข', thai)).to.equal('ร้าน ◊ก ข');
  });
});
