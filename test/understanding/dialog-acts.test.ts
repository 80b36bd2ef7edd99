import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isComplaintType } from '../../src/domain/problem-types.ts';
import { readIntents } from '../../src/understanding/content.ts';
import { readDialogAct } from '../../src/understanding/dialog-acts.ts';
import type { DialogAct } from '../../src/understanding/reading.ts';

const meant: readonly (readonly [string, DialogAct])[] = [
  ['ยกเลิกค่ะ', 'cancel'],
  ['ยกเลอก', 'cancel'],
  ['ยกเลิค', 'cancel'],
  ['cancle', 'cancel'],
  ['Cancel please', 'cancel'],
  ['canceel', 'cancel'],
  ['ย้อนกลับครับ', 'back'],
  ['ยอนกลับ', 'back'],
  ['ย้อนกับ', 'back'],
  ['bcak', 'back'],
  ['ข้ามไปก่อนนะคะ', 'skip'],
  ['ข้ามม', 'skip'],
  ['sikp', 'skip'],
  ["I don't know", 'skip'],
  ['เมนูู', 'menu'],
  ['mneu', 'menu'],
  ['menuu', 'menu'],
  ['hlep', 'help'],
  ['ช่วยเหลืออ', 'help'],
  ['ขอคุยกับเจ้าหน้าที', 'human'],
  ['คุยกับเจ้าหนาที่หน่อยค่ะ', 'human'],
  ['ติดต่อเจาหน้าทีครับ', 'human'],
  ['talk to a persn', 'human'],
  ['โอเคค่ะ', 'yes'],
  ['ไม่ใช่ค่ะ', 'no'],
  ['ส่งทีหลังนะคะ', 'later'],
  ['ขอสงทีหลัง', 'later'],
  ['enlgish', 'english'],
  ['ภาษาอังกิด', 'english'],
];

/** Each is near a steering word and says something else. */
const ordinary = [
  'bank',
  'shop',
  'ship',
  'men',
  'held',
  'cancer',
  'office',
  'offices',
  'หน้าหลัง',
  'ภาษีอังกฤษ',
  'water',
  'stats',
  'กับ',
  'เลือก',
  'ไม้',
  'หยด',
  'เมีย',
  'ไม่ดี',
  'ไม่ได้ของ',
  'ไม่มีของ',
  'ไม่มีสลิป',
  'ไม่รับ',
  'ไม่ทัน',
  'ยกเลิกออเดอร์แล้วร้านไม่คืนเงิน',
  'ร้านขอยกเลิก',
  'กลับบ้าน',
  'ข้าวสาร',
  'เริ่มงาน',
  'เจ้าหน้าที่โทรมาหลอก',
  'เจ้าหนี้',
  'ภาษาจีน',
  'ทำไมร้านไม่ตอบ',
  'ช่วยด้วยโดนโกง',
  'human hair wig',
  'หมวก',
  '1500',
  '',
];

describe('dialog acts', () => {
  for (const [typed, act] of meant) {
    it(`takes "${typed}" for ${act}`, () => expect(readDialogAct(typed)).to.equal(act));
  }

  for (const typed of ordinary) {
    it(`leaves "${typed}" alone`, () => expect(readDialogAct(typed)).to.equal(null));
  }

  it('never hears an order in a complaint', () => {
    const { examples } = readIntents(
      readdirSync('knowledge/intents').map((name) => ({
        path: `knowledge/intents/${name}`,
        text: readFileSync(`knowledge/intents/${name}`, 'utf8'),
      })),
    );
    const heard = examples.filter(
      ({ label, text }) => isComplaintType(label) && readDialogAct(text) !== null,
    );
    expect(heard).to.deep.equal([]);
  });
});
