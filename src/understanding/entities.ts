import { parseReferenceCode } from '../domain/reference-code.ts';
import type { Entity, EntityType } from './reading.ts';

const HOTLINES = new Set([
  '191',
  '1212',
  '1441',
  '1166',
  '1155',
  '1300',
  '1556',
  '1200',
  '1213',
  '1599',
]);
const DIGIT_WORDS = ['', 'หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
const SCALES: readonly (readonly [string, number])[] = [
  ['ล้าน', 1_000_000],
  ['แสน', 100_000],
  ['หมื่น', 10_000],
  ['พัน', 1_000],
  ['ร้อย', 100],
];

const BANKS: readonly (readonly [string, RegExp])[] = [
  ['KBANK', /กสิกร(ไทย)?|kbank|k-?bank|k ?plus|เคแบงค์|เคแบงก์/giu],
  ['SCB', /ไทยพาณิชย์|scb/giu],
  ['BBL', /ธ(นาคาร|\.)? ?กรุงเทพ|แบงค์กรุงเทพ|bbl|bangkok bank/giu],
  ['KTB', /กรุงไทย|ktb|krungthai/giu],
  ['BAY', /กรุงศรี(อยุธยา)?|\bbay\b|krungsri/giu],
  ['TTB', /ทีทีบี|ทหารไทย|\bttb\b|\btmb\b/giu],
  ['GSB', /ออมสิน|\bgsb\b/giu],
  ['BAAC', /ธ\.?ก\.?ส\.?(?=\s|$)|\bbaac\b/giu],
  ['UOB', /ยูโอบี|\buob\b/giu],
  ['CIMB', /ซีไอเอ็มบี|\bcimb\b/giu],
  ['KKP', /เกียรตินาคิน|\bkkp\b/giu],
  ['LHB', /แลนด์ ?แอนด์ ?เฮ้าส์|\blh ?bank\b/giu],
  ['GHB', /ธ\.?อ\.?ส\.?(?=\s|$)|\bghb\b/giu],
  ['TRUEMONEY', /ทรูมันนี่|ทรูวอ(ล|ร์)เล็?(ต|ท)|true ?money|\bwallet\b/giu],
  ['PROMPTPAY', /พร้อมเพย์|พร้อมเพ|prompt ?pay/giu],
];

/**
 * Reads facts out of an utterance as typed. Where two readings overlap, the more particular one
 * stays: a phone number is no account, an account no amount.
 */
export function readEntities(text: string): Entity[] {
  // Same length as the text, so that offsets hold.
  const western = text.replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0x0e50));
  const found: Entity[] = [];
  const add = (type: EntityType, value: string | number, start: number, end: number) => {
    if (found.some((other) => start < other.end && other.start < end)) return;
    found.push({ type, value, text: text.slice(start, end), start, end });
  };
  const each = (pattern: RegExp, use: (match: RegExpExecArray) => void) => {
    for (const match of western.matchAll(pattern)) use(match);
  };

  each(/occ[\s\-–.]*\d{4}[\s\-–.]*(?:[a-z0-9][\s\-–.]*){5}[a-z0-9](?![a-z0-9])/gi, (m) => {
    const parsed = parseReferenceCode(m[0]);
    if (parsed.status === 'ok') {
      add('reference_code', parsed.reference, m.index, m.index + m[0].length);
    }
  });
  each(/[\w.+-]+@[\w-]+\.[\w.-]+\w/g, (m) =>
    add('email', m[0].toLowerCase(), m.index, m.index + m[0].length),
  );
  each(
    /(?:https?:\/\/|www\.)[^\s\u0e00-\u0e7f]+|(?<![\w@.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|co|th|info|shop|xyz|me|app|io|cc|vip|site|online|store)(?:\/[^\s\u0e00-\u0e7f]*)?(?![\w])/gi,
    (m) => {
      const link = m[0].replace(/[.,)]+$/, '');
      const value = /^https?:/i.test(link) ? link : `https://${link}`;
      add('url', value, m.index, m.index + link.length);
    },
  );
  each(/(?<!\d)\d(?:[ -]?\d){12}(?!\d)/g, (m) => {
    const digits = m[0].replace(/\D/g, '');
    if (isNationalId(digits)) add('national_id', digits, m.index, m.index + m[0].length);
  });
  each(/(?<![\d-])(?:\+?66[ -]?|0)(?:[689]\d|2|[3-57]\d)(?:[ -]?\d){6,7}(?![\d-])/g, (m) => {
    const digits = m[0].replace(/\D/g, '').replace(/^66/, '0');
    const before = western.slice(Math.max(0, m.index - 20), m.index);
    const mobile = /^0[689]\d{8}$/.test(digits);
    const landline = /^0[2-57]\d{7}$/.test(digits);
    if ((mobile || landline) && !/บัญชี|เลขที่บช|บช\.?/.test(before)) {
      add('phone', digits, m.index, m.index + m[0].length);
    }
  });
  each(/\b[A-Z]{2}\d{9}TH\b|\b(?:TH|SPXTH|KEX|FLASH|JT)\d{8,14}[A-Z]?\b/gi, (m) =>
    add('tracking_no', m[0].toUpperCase(), m.index, m.index + m[0].length),
  );
  each(/(?<!\d)\d(?:[ -]?\d){9,14}(?!\d)/g, (m) =>
    add('bank_account', m[0].replace(/\D/g, ''), m.index, m.index + m[0].length),
  );
  each(
    /(?:ออเดอร์|ออร์เดอร์|คำสั่งซื้อ|order)\s*(?:เลขที่|no\.?|#|:)?\s*#?([a-z0-9-]{6,20})(?![a-z0-9])/gi,
    (m) => {
      const start = m.index + m[0].length - (m[1] ?? '').length;
      if (/\d/.test(m[1] ?? ''))
        add('order_no', (m[1] ?? '').toUpperCase(), start, start + (m[1] ?? '').length);
    },
  );
  for (const [bank, pattern] of BANKS) {
    each(pattern, (m) => add('bank', bank, m.index, m.index + m[0].length));
  }
  readAmounts(western, add);
  return found.sort((a, b) => a.start - b.start);
}

type Add = (type: EntityType, value: string | number, start: number, end: number) => void;

function readAmounts(text: string, add: Add): void {
  const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?`;
  const scaled = new RegExp(`(?<![\\d.,-])(${number})\\s*(ล้าน|แสน|หมื่น|พัน|ร้อย|k\\b|m\\b)`, 'giu');
  for (const m of text.matchAll(scaled)) {
    const unit = (m[2] ?? '').toLowerCase();
    const scale =
      unit === 'k'
        ? 1_000
        : unit === 'm'
          ? 1_000_000
          : (SCALES.find(([w]) => w === unit)?.[1] ?? 1);
    add(
      'amount_thb',
      Math.round(toNumber(m[1]) * scale * 100) / 100,
      m.index,
      m.index + m[0].length,
    );
  }
  const marked = new RegExp(
    `(?<![\\d.,-])(${number})\\s*(?:บาท|บ\\.|฿|baht|thb|\\.-)|฿\\s*(${number})`,
    'giu',
  );
  for (const m of text.matchAll(marked)) {
    add('amount_thb', toNumber(m[1] ?? m[2]), m.index, m.index + m[0].length);
  }
  readWordAmounts(text, add);
  const told = new RegExp(
    `(?:โอน(?:เงิน)?(?:ไป(?:ให้)?)?|จ่าย(?:ไป|เงิน)?|ราคา|เสียเงิน(?:ไป)?|ยอด|มัดจำ|เป็นเงิน|ค่าสินค้า|paid|transferred|sent)\\s*(?:แล้ว|ไป)?\\s*(${number})(?![\\d,]*\\s*(?:วัน|ครั้ง|ชิ้น|ตัว|อัน|คน|เดือน|ปี|นาที|ชั่วโมง|ชม|โมง|รอบ|days|times))`,
    'giu',
  );
  for (const m of text.matchAll(told)) {
    const digits = m[1] ?? '';
    const start = m.index + m[0].length - digits.length;
    if (!HOTLINES.has(digits) && toNumber(digits) >= 20) {
      add('amount_thb', toNumber(digits), start, start + digits.length);
    }
  }
}

/** สองพันห้า is 2,500: what follows the last scale word counts a tenth of it. */
function readWordAmounts(text: string, add: Add): void {
  const digit = DIGIT_WORDS.slice(1).join('|');
  const pattern = new RegExp(
    `((?:(?:${digit})?(?:ล้าน|แสน|หมื่น|พัน|ร้อย))+)(${digit})?(?:สิบ)?\\s*(บาท)?`,
    'gu',
  );
  for (const m of text.matchAll(pattern)) {
    const before = text.slice(0, m.index);
    const opened = /^(?:ล้าน|แสน|หมื่น|พัน|ร้อย)/.test(m[0]);
    const money = m[3] !== undefined || /(โอน|จ่าย|เสีย|เงิน|ราคา|มัดจำ|ยอด|ไป)\s*$/.test(before);
    if (!money || (opened && /\d\s*$/.test(before))) continue;
    let sum = 0;
    let last = 1;
    for (const part of (m[1] ?? '').matchAll(new RegExp(`(${digit})?(ล้าน|แสน|หมื่น|พัน|ร้อย)`, 'gu'))) {
      last = SCALES.find(([word]) => word === part[2])?.[1] ?? 1;
      sum += Math.max(1, DIGIT_WORDS.indexOf(part[1] ?? 'หนึ่ง')) * last;
    }
    if (m[2] !== undefined) sum += (DIGIT_WORDS.indexOf(m[2]) * last) / 10;
    add('amount_thb', sum, m.index, m.index + m[0].trimEnd().length);
  }
}

function toNumber(text: string | undefined): number {
  return Number((text ?? '0').replace(/,/g, ''));
}

/** Checksum of the Thai citizen number: weights 13 … 2, modulo 11. */
function isNationalId(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += Number(digits[i]) * (13 - i);
  return (11 - (sum % 11)) % 10 === Number(digits[12]);
}
