import type { Finder } from './finder.ts';
import { MOMENT_AGO } from './moment-ago.ts';
import { SCALED_NUMBER, valueOfScaled } from './thai-numbers.ts';

const FIGURE = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?`;
const ALONE = String.raw`(?<![\d.,:/-])`;
const CURRENCY = String.raw`บาท|บ\.(?!ช)|฿|baht|thb|\.-`;
/** What people do with money; a number right behind it is an amount. */
const SPENT =
  'โอน(?:เงิน)?ให้[\\u0e00-\\u0e7f ]{1,24}ไป|โอน(?:เงิน)?(?:ออก)?(?:ไป)?(?:ให้(?:เขา|มัน|ร้าน)?)?|จ่าย(?:ไป|เงิน)?|ค่า[\\u0e00-\\u0e7f]{1,16}|ราคา|เสีย(?:เงิน|หาย)?(?:ไป)?|โดน(?:ไป|โกง|หลอก)?|ยอด(?:เงิน|โอน|รวม)?|มัดจำ(?:ก่อน)?|เป็นเงิน|จำนวน(?:เงิน)?|กู้|ฝาก|ยืม|เก็บ(?:เงิน)?(?:ปลายทาง)?|(?:ซื้อ|สั่ง)[\\u0e00-\\u0e7f]{1,20}มา|ซื้อ(?:มา)?|ขาย|หัก(?:ไป)?|ตัด(?:ไป|เงิน)?|บิล(?:มา)?|หาย(?:ไป)?|ถูกโกง|เติม(?:เงิน)?|ครั้งละ|งวดละ|คืนเงิน|paid|pay|transferred|transfer|sent|send|lost|price|cost';
/** What is counted, timed or measured is not paid. */
const NO_MONEY =
  'วัน(?!ที่|นี้|นั้น|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|ครั้ง(?!ที่|แรก|ละ)|ชิ้น|ตัว(?!เอง)|อัน|คน(?!ขาย|โกง|ร้าย|หลอก|ที่)|เดือน(?!ที่|นี้|ก่อน)|ปี(?!ที่|นี้|ก่อน)|นาที|วินาที|ชั่วโมง|ชม|โมง|ทุ่ม|น\\.|นาฬิกา|รอบ|กล่อง|คู่|ใบ(?!เสร็จ)|เครื่อง|ขวด|ซอง|แพ็?[กค]|เล่ม|ลูก(?!ค้า)|ถุง|กิโล|กก|กรัม|เมตร|นิ้ว|ซม|อาทิตย์|สัปดาห์|รายการ|(?:บัญชี|ร้าน|เพจ|เบอร์)(?=\\s|$|แล้ว)|%|เปอร์เซ็นต์|เท่า|วิว|ไลก์|ไลค์|ติดตาม|คอมเมนต์|ดาว|gb|mb|days?|times?|weeks?|months?|years?|pieces?|pcs|items?|hours?|hrs?|minutes?|mins?|people|percent|views?|likes?|followers?|am|pm';
/** When the money went, said between the verb and the sum. */
const JUST_NOW = `${MOMENT_AGO}|เมื่อ(?:วาน(?:นี้)?|เช้า|คืน)|วันนี้|just now|today|yesterday`;
const NOT_COUNTED = `(?![\\d.,:/]*\\d|\\s*(?:กว่า)?\\s*(?:${NO_MONEY}))`;
const COUNTED_BEFORE =
  /(?:หลาย|แชร์(?:ไป)?|ติดตาม|สมาชิก|คนดู|ไล[กค]์|follow\w*|วิว|views?|รีวิว|ปี|พ\.ศ\.?|ค\.ศ\.?)\s*$/i;

/** Numbers by which people call a body, never a sum. */
const HOTLINES = new Set(
  '191 1111 1155 1166 1186 1200 1202 1207 1212 1213 1300 1333 1358 1359 1422 1441 1502 1556 1567 1569 1572 1599 1669 1710 1765'.split(
    ' ',
  ),
);

const WITH_CURRENCY = new RegExp(
  `${ALONE}(${FIGURE})\\s*(?:กว่า)?\\s*(?:${CURRENCY})|(?:฿|thb)\\s*(${FIGURE})`,
  'giu',
);
const SHORT = new RegExp(`${ALONE}(${FIGURE})\\s?([km])(?![a-z0-9])`, 'giu');
const SCALED = new RegExp(`${ALONE}(${SCALED_NUMBER})(\\s*(?:กว่า)?\\s*(?:${CURRENCY}))?`, 'giu');
const SMALL_WORDS = /(หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)\s*(บาท)(?!ละ)/gu;
const TOLD = new RegExp(
  `(?:${SPENT})\\s*(?:(?:แล้ว|ไป|มา|อีก|แค่|ตั้ง|รวม|ทั้งหมด|คือ|is|was|of|about|only|:|=|${JUST_NOW})\\s*)*(${FIGURE})${NOT_COUNTED}`,
  'giu',
);
const GROUPED = new RegExp(`${ALONE}(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?)${NOT_COUNTED}`, 'giu');
const SPENT_BEFORE = new RegExp(`(?:${SPENT}|เงิน|ไป)[^\\d]{0,6}$`, 'iu');
const COUNTED_AFTER = new RegExp(`^\\s*(?:กว่า)?\\s*(?:${NO_MONEY})`, 'iu');

/** Whether a number is that of a hotline: never a sum. */
export const isHotline = (figure: string): boolean => HOTLINES.has(figure);

/** Whether the words right behind a number say that it counts, times or measures something. */
export const countsSomething = (after: string): boolean => COUNTED_AFTER.test(after);

/** Sums of money, in figures or words, with and without a currency. */
export function findAmounts(finder: Finder): void {
  finder.addEach('amount_thb', SCALED, (match) => scaledAmount(finder, match));
  finder.addEach('amount_thb', WITH_CURRENCY, (match) => numberOf(match[1] ?? match[2]));
  finder.addEach('amount_thb', SHORT, (match) => shortAmount(finder, match));
  finder.addEach('amount_thb', SMALL_WORDS, (match) => valueOfDigit(match[1] ?? ''));
  finder.each(TOLD, (match) => {
    const figure = match[1] ?? '';
    const end = match.index + match[0].length;
    if (!isHotline(figure) && numberOf(figure) >= 20) {
      finder.add('amount_thb', numberOf(figure), end - figure.length, end);
    }
  });
  finder.addEach('amount_thb', GROUPED, (match) =>
    COUNTED_BEFORE.test(finder.before(match.index)) ? null : numberOf(match[1]),
  );
}

/** หมื่นสอง is money only beside money: หมื่นสอง alone may count anything. */
function scaledAmount(finder: Finder, match: RegExpExecArray): number | null {
  const end = match.index + match[0].length;
  const value = valueOfScaled(match[1] ?? '');
  if (match[2] !== undefined) return value;
  const before = finder.before(match.index);
  if (COUNTED_AFTER.test(finder.after(end)) || COUNTED_BEFORE.test(before)) return null;
  return SPENT_BEFORE.test(before) ? value : null;
}

/** 2.5k; but a 4K screen is not bought for four thousand. */
function shortAmount(finder: Finder, match: RegExpExecArray): number | null {
  const end = match.index + match[0].length;
  if (COUNTED_AFTER.test(finder.after(end))) return null;
  const before = finder.before(match.index);
  const spent = SPENT_BEFORE.test(before);
  const screen =
    /(?:ทีวี|จอ|กล้อง|tv|screen|monitor)\s*$/i.test(before) ||
    (!spent && /^[248]$/.test(match[1] ?? ''));
  const million = (match[2] ?? '').toLowerCase() === 'm';
  if (screen || (million && !spent)) return null;
  return Math.round(numberOf(match[1]) * (million ? 1e8 : 1e5)) / 100;
}

function valueOfDigit(word: string): number {
  return valueOfScaled(`${word}ร้อย`) / 100;
}

function numberOf(figure: string | undefined): number {
  return Number((figure ?? '').replace(/,/g, ''));
}
