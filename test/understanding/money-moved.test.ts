import { expect } from 'chai';
import { readEntities } from '../../src/understanding/entities/read-entities.ts';
import { moneyMovedWithinHours } from '../../src/understanding/money-moved.ts';

/** A Wednesday, 14:00 in Thailand. */
const NOW = Date.parse('2026-11-25T14:00:00+07:00');
const within = (text: string) => moneyMovedWithinHours(text, readEntities(text, NOW), NOW);

describe('how long ago money has moved', () => {
  const told: readonly (readonly [string, number])[] = [
    ['เพิ่งโอนเงินให้มิจฉาชีพไปสองพันห้า', 1],
    ['โอนไปเมื่อกี้ 500', 1],
    ['โอนไปตะกี๊นี้เอง', 1],
    ['เพิ่งจะโอนไปค่ะ', 1],
    ['โอนไป 30 นาทีที่แล้ว', 1],
    ['โอนเงินไปครึ่งชั่วโมงแล้ว เมื่อกี้', 1],
    ['โดนหลอกให้โอนไปแล้ว 3 ชั่วโมงก่อน', 3],
    ['จ่ายไปสองชม.ที่แล้ว', 2],
    ['โอนไปเมื่อเช้า โดนบล็อกแล้ว', 14],
    ['เมื่อวานโอนเงินไปแล้วติดต่อไม่ได้', 38],
    ['โอนไป 2 วันก่อน', 62],
    ['I just sent 3,000 baht to a scammer', 1],
    ['I paid two hours ago', 2],
    ['money was stolen yesterday', 38],
  ];
  for (const [text, hours] of told) {
    it(`is at most ${hours} hours: ${text}`, () => expect(within(text)).to.equal(hours));
  }

  const untold = [
    'โอนเงินไปแล้วไม่ได้ของ',
    'โอนไปเดือนที่แล้ว',
    'โอนไป 5 วันก่อน',
    'ยังไม่ได้โอน เขาเพิ่งทักมา',
    'เมื่อกี้มีคนโทรมาให้โอนเงิน',
    'เขาบอกว่าต้องโอนวันนี้',
    'พรุ่งนี้จะโอนดีไหม',
    'อย่าโอนนะ เพิ่งอ่านเจอ',
    'เพิ่งสั่งของวันนี้',
    'They just asked me to pay',
    'I have not paid today',
    '',
  ];
  for (const text of untold) {
    it(`is not told, too long ago, or has not happened: ${text}`, () =>
      expect(within(text)).to.equal(null));
  }
});
