import { expect } from 'chai';
import { dataWishIn, type DataWish } from '../../src/dialog/data-wish.ts';

const WISHES: Readonly<Record<DataWish, readonly string[]>> = {
  my_data: [
    'มีข้อมูลอะไรของฉันบ้าง',
    'มีข้อมูลของผมอะไรบ้างครับ',
    'เก็บข้อมูลอะไรของหนูไว้บ้างคะ',
    'เกบขอมูนอะไรของเราบ้าง',
    'ขอดูข้อมูลของฉันหน่อย',
    'ข้อมูลของฉันมีอะไรบ้างคะ',
    'what do you hold about me',
    'What data do you have on me?',
    'show me my data',
  ],
  take_back_file: [
    'ขอลบรูปนี้',
    'ขอลบรูปเมื่อกี้ค่ะ',
    'ลบรูปที่ส่งไปได้ไหม',
    'ลบสลิปให้หน่อยนะคะ',
    'ขอลบรุปนี้',
    'อยากลบไฟล์ที่ส่ง',
    'ช่วยลบภาพนี้ออกที',
    'please take back this photo',
    'delete my picture',
  ],
  delete_data: [
    'ลบข้อมูลของฉัน',
    'ขอลบข้อมูลส่วนตัวทั้งหมดค่ะ',
    'ลบข้อมูนผมหน่อย',
    'อยากให้ลบข้อมูลของหนู',
    'ลบขอมูลส่วนบุคคล',
    'ลบประวัติแชทได้ไหมคะ',
    'ขอถอนความยินยอม',
    'delete my data',
    'please erase all my information',
    'I want to withdraw my consent',
  ],
};

const NONE: readonly string[] = [
  'ร้านลบรูปหนีไปแล้ว',
  'เขาลบโพสต์แล้วบล็อกผม',
  'เพจลบข้อมูลหนี',
  'ข้อมูลของฉันรั่ว ทำยังไง',
  'มีคนเอาข้อมูลของฉันไปกู้เงิน',
  'แจ้งลบข้อมูลเท็จในเว็บได้ไหม',
  'ลบคลิปที่โดนแบล็คเมล์ยังไง',
  'ส่งรูปไปแล้ว',
  'ลบเพจปลอมให้หน่อย',
  'ข้อมูลติดต่อศูนย์',
  'someone deleted my photo from the group and I cannot find it anywhere any more',
  'the shop deleted the chat',
];

describe('wishes about one’s own data', () => {
  let wish: DataWish;
  for (wish in WISHES) {
    for (const text of WISHES[wish]) {
      const expected = wish;
      it(`are heard: ${text}`, () => expect(dataWishIn(text)).to.equal(expected));
    }
  }
  for (const text of NONE) {
    it(`are not heard in: ${text}`, () => expect(dataWishIn(text)).to.equal(null));
  }
});
