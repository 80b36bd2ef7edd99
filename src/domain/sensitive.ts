/** What nobody should send in a chat, and what is never kept of it. */
import { isNationalId } from './national-id.ts';

export type SensitiveKind = 'national_id' | 'card' | 'cvv' | 'otp' | 'pin' | 'password';

export interface SensitivePart {
  readonly kind: SensitiveKind;
  /** Offsets into the text as typed. */
  readonly start: number;
  readonly end: number;
}

/** Secrets open something by themselves; numbers only tell who somebody is. */
export function isSecret(kind: SensitiveKind): boolean {
  return kind !== 'national_id' && kind !== 'card';
}

/** Stands where a secret stood; always as long, so that it does not tell how long that was. */
const SECRET_MASK = '••••••';

/** Numbers that people are told to call: never a code. */
const HOTLINES = /^(?:1441|1212|1166|1556|1213|1200|1155|1207|1323|1669|1599|1300|1502|1111|1567)$/;
/** Words between the name of a code and the code itself. */
const GAP =
  '(?:\\s|[:=："\'“”.#-]|คือ|เป็น|นี้|ของ|ผม|หนู|ฉัน|ดิฉัน|เรา|เขา|มัน|เลข|รหัส|ตัวเลข|[46] ?(?:หลัก|ตัว)|ที่ได้รับ|ที่ได้|ที่ส่งมา|ได้มา|ส่งมา|เข้ามา|บอก|ให้ไป|ให้|ไป|ว่า|ค่ะ|ครับ|ผ่าน|code|is|was|number|no|my|the|it)';
const OTP =
  '(?:(?<![a-z])o\\.?t\\.?p\\.?(?![a-z])|โอทีพี|โอ ?ที ?พี|รหัสยืนยัน(?:ตัวตน)?|verification code|security code|one[- ]time (?:code|password))';
const PIN =
  '(?:(?<![a-z])pin(?:code)?(?![a-z])|รหัสพิน|พินโค้ด|(?<![\\u0e00-\\u0e7f])พิน|รหัส(?:กด)?(?:เงิน|เอทีเอ็ม|atm|บัตร(?:เอทีเอ็ม|atm|เครดิต|เดบิต)?))';
const CVV = '(?:(?<![a-z])cv[vc]2?(?![a-z])|(?:รหัส|เลข)(?: ?3 ?(?:ตัว|หลัก))?(?:ด้าน)?หลังบัตร)';
const PASSWORD =
  '(?:(?<![a-z])(?:password|passwd|passcode|pwd)(?![a-z])|รหัสผ่าน|พาส(?:เวิร์ด|เวิด|เวิร์ค)|รหัสเข้า(?:แอป|เฟซ|เฟส|ระบบ|บัญชี|ไลน์)?)';

/** A code of so many digits right behind its name, or right before it. */
const coded = (name: string, digits: string) => ({
  behind: new RegExp(`${name}${GAP}{0,12}?(?<![\\d,.-])(${digits})(?![\\d]|[,.-]\\d)`, 'gi'),
  before: new RegExp(
    `(?<![\\d,.-])(${digits})${'(?:\\s|คือ|เป็น|is|นี่|นี้|รหัส|เลข|my|the)'}{0,6}${name}`,
    'gi',
  ),
});
const CODES: readonly (readonly [SensitiveKind, ReturnType<typeof coded>])[] = [
  ['cvv', coded(CVV, '\\d{3,4}')],
  ['otp', coded(OTP, '\\d{4,8}|\\d{3}[ -]\\d{3}')],
  ['pin', coded(PIN, '\\d{4,6}')],
];

/** With a word such as คือ or a colon between, any token is the password; else only what looks like one. */
const TOLD_PASSWORD = new RegExp(`${PASSWORD}\\s*(?:คือ|เป็น|:|=|ว่า)\\s*([!-~]{4,64})`, 'gi');
const LIKELY_PASSWORD = new RegExp(`${PASSWORD}${GAP}{1,12}?([!-~]{4,64})`, 'gi');

const NATIONAL_ID = /(?<![\d-])(?:\d{13}|\d[ -]\d{4}[ -]\d{5}[ -]\d{2}[ -]\d)(?![\d-])/g;
const ANY_13 = /(?<![\d-])\d(?:[ -]?\d){12}(?![\d-])/g;
const CARD =
  /(?<![\d-])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\d-])/g;
/** Visa, Mastercard, American Express, JCB, UnionPay: what their numbers begin with. */
const CARD_NETWORK = /^(?:4|5[1-5]|2[2-7]|3[47]|35|62)/;

const ID_WORDS =
  /บัตร(?:ประจำตัว)?ประชาชน|ปชช|เลขประจำตัว|(?<![a-z])id (?:card|number)|citizen id|national id/i;
const CARD_WORDS = /บัตรเครดิต|บัตรเดบิต|เลข(?:หน้า)?บัตร|credit card|debit card|visa|master ?card/i;
/** The number after such words is what a case needs. */
const OTHER_NUMBER =
  /บัญชี|บช\.?|account|acct|พร้อมเพย์|promptpay|พัสดุ|แทร็?[กค]|tracking|ออเดอร์|ออร์เดอร์|สั่งซื้อ|order|ข้อพิพาท|เลขเคส|case id|อ้างอิง|reference/gi;

/**
 * Finds citizen numbers, card numbers and secret codes. Accounts, phones, parcel and order numbers are none.
 * @param asked the dialog has asked for a number: one that could be either is taken for the answer
 */
export function findSensitive(typed: string, asked = false): SensitivePart[] {
  const text = typed.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const parts: SensitivePart[] = [];
  const add = (kind: SensitiveKind, start: number, end: number) => {
    if (!parts.some((other) => start < other.end && other.start < end)) {
      parts.push({ kind, start, end });
    }
  };
  for (const match of text.matchAll(NATIONAL_ID)) {
    if (isNationalId(digitsOf(match[0])) && !isOther(text, match.index, ID_WORDS, asked)) {
      add('national_id', match.index, match.index + match[0].length);
    }
  }
  for (const match of text.matchAll(ANY_13)) {
    // Named as one, it is one, though a digit may be mistyped.
    if (nearest(text, match.index, ID_WORDS) > nearestOther(text, match.index)) {
      add('national_id', match.index, match.index + match[0].length);
    }
  }
  for (const match of text.matchAll(CARD)) {
    const digits = digitsOf(match[0]);
    if (!CARD_NETWORK.test(digits) || !passesLuhn(digits)) continue;
    if (!isOther(text, match.index, CARD_WORDS, asked)) {
      add('card', match.index, match.index + match[0].length);
    }
  }
  for (const [kind, { behind, before }] of CODES) {
    for (const pattern of [behind, before]) {
      for (const match of text.matchAll(pattern)) {
        const code = match[1] ?? '';
        const at = match.index + match[0].indexOf(code);
        if (!isNoCode(text, code, at)) add(kind, at, at + code.length);
      }
    }
  }
  for (const [pattern, told] of [
    [TOLD_PASSWORD, true],
    [LIKELY_PASSWORD, false],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const word = match[1] ?? '';
      const at = match.index + match[0].length - word.length;
      if (!isNoCode(text, word, at) && (told || looksSecret(word))) {
        add('password', at, at + word.length);
      }
    }
  }
  return parts.sort((a, b) => a.start - b.start);
}

export interface Masked {
  readonly text: string;
  /** What was found, each kind once. */
  readonly kinds: readonly SensitiveKind[];
}

/** The text as it may be stored and shown: nothing of what was found stays. */
export function maskSensitive(typed: string, asked = false): Masked {
  const parts = findSensitive(typed, asked);
  let text = typed;
  for (const { kind, start, end } of parts.toReversed()) {
    const mask = isSecret(kind) ? SECRET_MASK : typed.slice(start, end).replace(/[\d๐-๙]/g, '•');
    text = text.slice(0, start) + mask + text.slice(end);
  }
  return { text, kinds: [...new Set(parts.map(({ kind }) => kind))] };
}

function isOther(text: string, at: number, own: RegExp, asked: boolean): boolean {
  const named = nearest(text, at, own);
  return asked ? named < 0 : nearestOther(text, at) > named;
}

const CONTEXT = 30;

function nearest(text: string, at: number, words: RegExp): number {
  const before = text.slice(Math.max(0, at - CONTEXT), at);
  return [...before.matchAll(new RegExp(words.source, 'gi'))].at(-1)?.index ?? -1;
}

const nearestOther = (text: string, at: number) => nearest(text, at, OTHER_NUMBER);

/** A hotline, a sum, a time or an address is no code. */
function isNoCode(text: string, word: string, at: number): boolean {
  const after = text.slice(at + word.length, at + word.length + 12);
  return (
    HOTLINES.test(word) ||
    /^\s*(?:บาท|บ\.|฿|baht|thb|ครั้ง|วัน|คน|หลัก|ตัว|นาที|ชม|ชั่วโมง|digits?)/i.test(after) ||
    /^(?:https?:|www\.)/i.test(word) ||
    /^[\d/]+\/\d+$/.test(word) ||
    word.startsWith('•')
  );
}

/** Letters and digits together, or a row of digits: not an ordinary word. */
function looksSecret(word: string): boolean {
  return (
    (/\d/.test(word) && /[a-z]/i.test(word)) || /^\d{6,}$/.test(word) || /[@#$%^&*!]/.test(word)
  );
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
