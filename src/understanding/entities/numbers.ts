import { isNationalId } from '../../domain/national-id.ts';
import type { Finder } from './finder.ts';

/** Phones, accounts, parcels, orders and citizen numbers: digits that are no amount. */
export function findNumbers(finder: Finder): void {
  findOrders(finder);
  findParcels(finder);
  finder.addEach('national_id', /(?<![\d-])\d(?:[ -]?\d){12}(?![\d-])/g, (match) => {
    const digits = digitsOf(match[0]);
    return isNationalId(digits) ? digits : null;
  });
  finder.addEach(
    'phone',
    /(?<![\d-])(?:\+?66[ -]?(?:\(0\)|0)?|0)(?:[ -]?\d){8,9}(?![\d-])/g,
    (match) => phoneOf(finder, match),
  );
  for (const layout of ACCOUNTS) {
    finder.addEach('bank_account', layout, (match) => accountOf(finder, match));
  }
}

/** The usual 3-1-5-1 first; then any row of digits, with dashes or in groups. */
const ACCOUNTS = [
  /(?<![\d-])\d{3}[ -]\d[ -]\d{5}[ -]\d(?![\d-])/g,
  /(?<![\d-])\d{10,15}(?![\d-])/g,
  /(?<![\d-])\d+(?:-\d+)+(?![\d-])/g,
  /(?<![\d-])\d{1,6}(?: \d{1,6})+(?![\d-])/g,
];

function accountOf(finder: Finder, match: RegExpExecArray): string | null {
  const digits = digitsOf(match[0]);
  const looksLikeId = /^\d-\d{4}-\d{5}-\d{2}-\d$/.test(match[0]);
  const told = /บัตรประชาชน|ปชช|ข้อพิพาท|เลขเคส/.test(finder.before(match.index));
  return digits.length < 10 || digits.length > 15 || looksLikeId || told ? null : digits;
}

function findOrders(finder: Finder): void {
  finder.each(
    /(?:ออเดอร์|ออร์เดอร์|(?:คำ)?สั่งซื้อ|order)\s*(?:เลขที่|หมายเลข|คือ|เลข|id|no\.?|number|#|:)*\s*#?\s*([a-z0-9][a-z0-9-]{4,22}[a-z0-9])(?![a-z0-9])/gi,
    (match) => {
      const code = match[1] ?? '';
      const end = match.index + match[0].length;
      if ((code.match(/\d/g)?.length ?? 0) >= 4) {
        finder.add('order_no', code.toUpperCase(), end - code.length, end);
      }
    },
  );
}

function findParcels(finder: Finder): void {
  // Thailand Post, then the couriers' own prefixes.
  finder.addEach(
    'tracking_no',
    /(?<![a-z0-9])(?:[a-z]{2}\s?\d{9}\s?th|(?:spxth|spx|kerth|kex|kbu|thp?|flash|jt|nvth|shp|lex|dhl)\d{8,16}[a-z0-9]{0,3})(?![a-z0-9])/gi,
    (match) => match[0].replace(/\s/g, '').toUpperCase(),
  );
  finder.each(
    /(?:พัสดุ|แทร็?[กค]กิ้?ง|แทร็?[กค]|tracking)\s*(?:เลขที่|หมายเลข|คือ|เลข|no\.?|number|#|:)*\s*([a-z0-9]{10,20})(?![a-z0-9])/gi,
    (match) => {
      const code = match[1] ?? '';
      const end = match.index + match[0].length;
      if ((code.match(/\d/g)?.length ?? 0) >= 8) {
        finder.add('tracking_no', code.toUpperCase(), end - code.length, end);
      }
    },
  );
}

/** Grouped 3-1-5-1, as passbooks print it: nobody writes a phone so. */
const USUAL_ACCOUNT = /^\d{3}[ -]\d[ -]\d{5}[ -]\d$/;

/** Ten digits may be a phone or an account: the nearer of the words before them decides. */
function phoneOf(finder: Finder, match: RegExpExecArray): string | null {
  const digits = digitsOf(match[0]).replace(/^660?/, '0');
  if (USUAL_ACCOUNT.test(match[0])) return null;
  if (!/^0[689]\d{8}$/.test(digits) && !/^0[2-57]\d{7}$/.test(digits)) return null;
  const before = finder.before(match.index);
  const account = lastIndexOf(before, /บัญชี|บช\.?|เลขที่บช|account|acct/gi);
  const phone = lastIndexOf(before, /โทร|เบอร์|มือถือ|พร้อมเพย|promptpay|phone|tel|mobile/gi);
  return account > phone ? null : digits;
}

function lastIndexOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

const digitsOf = (text: string) => text.replace(/\D/g, '');
