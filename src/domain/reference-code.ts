declare const brand: unique symbol;
/** A case's public name, always in its canonical form `OCC-YYMM-XXXXX-C`. */
export type ReferenceCode = string & { readonly [brand]: 'ReferenceCode' };

/** Digits and letters that cannot be mistaken for each other, on screen or by phone (no 0 O 1 I L U). */
export const REFERENCE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const BODY_LENGTH = 5;

export type ParsedReference =
  | { readonly status: 'ok'; readonly reference: ReferenceCode }
  | { readonly status: 'wrong_check'; readonly text: string }
  | { readonly status: 'none' };

/**
 * Makes a reference code for the month that `at` (epoch ms) falls in, in Thailand.
 * @param random gives a number in [0, 1) at each call
 */
export function makeReferenceCode(at: number, random: () => number): ReferenceCode {
  const month = buddhistYearMonth(at);
  for (;;) {
    let body = '';
    while (body.length < BODY_LENGTH) {
      body += REFERENCE_ALPHABET.charAt(Math.floor(random() * REFERENCE_ALPHABET.length));
    }
    const check = checkCharacter(month, body);
    if (check !== null) return `OCC-${month}-${body}-${check}` as ReferenceCode;
  }
}

/** What may stand between the characters of a code. */
const GAP = '[\\s\\-–—_.,:/|*"\']*';
const SIGN = '[A-Z0-9]';
const MONTH_SIGN = '[0-9OIL]';
const YEAR_MONTH = `([6-9]${MONTH_SIGN}${MONTH_SIGN}{2})`;
const SPACED_MONTH = `((?:${MONTH_SIGN}${GAP}){3}${MONTH_SIGN})`;
const REST = `((?:${SIGN}${GAP}){5})(${SIGN})(?!${SIGN})`;
const WITH_NAME = new RegExp(
  `(?<!${SIGN})[O0Q]${GAP}C${GAP}C${GAP}${SPACED_MONTH}${GAP}${REST}`,
  'g',
);
/** Without the three letters a row of signs is taken for a code only in its shape of three groups. */
const WITHOUT_NAME = new RegExp(
  `(?<!${SIGN}|${SIGN}[-.])${YEAR_MONTH}[\\s\\-–—_.]+(${SIGN}{5})[\\s\\-–—_.]+(${SIGN})(?![A-Z0-9-])`,
  'g',
);

/**
 * Finds the first reference code in a text, however it was typed: any case, Thai or full-width
 * digits, spaces, other or missing dashes, without `OCC`, with letters that look like a digit of the
 * month. No sign that a code does not have is read as one that it has: two slips could make another code.
 * `wrong_check` means that it looks like one but has a typing slip.
 */
export function parseReferenceCode(text: string): ParsedReference {
  const plain = plainSigns(text);
  let slip: string | null = null;
  for (const match of plain.matchAll(WITH_NAME)) {
    const reference = readMatch(match);
    if (reference !== null) return { status: 'ok', reference };
    slip ??= match[0].trim();
  }
  for (const match of plain.matchAll(WITHOUT_NAME)) {
    const reference = /[A-Z]/.test(match[2] ?? '') ? readMatch(match) : null;
    if (reference !== null) return { status: 'ok', reference };
  }
  return slip === null ? { status: 'none' } : { status: 'wrong_check', text: slip };
}

function readMatch([, of = '', typed = '', check = '']: RegExpMatchArray): ReferenceCode | null {
  const month = signsOf(of).replaceAll('O', '0').replace(/[IL]/g, '1');
  const body = signsOf(typed);
  return /^\d\d(?:0[1-9]|1[0-2])$/.test(month) && checkCharacter(month, body) === check
    ? (`OCC-${month}-${body}-${check}` as ReferenceCode)
    : null;
}

const signsOf = (typed: string) => typed.replace(/[^A-Z0-9]/g, '');

/** Cyrillic and Greek letters that look like ours. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'].map((sign, at) => [
    sign,
    [...'ABEKMHOPCTYXABEZHIKMNOPTYX'][at] ?? sign,
  ]),
);

function plainSigns(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2010-\u2015\u2212ー]/g, '-')
    .replace(/โอ ?ซี ?ซี/g, 'OCC')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toUpperCase()
    .replace(/[\u0370-\u04ff]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

/**
 * A weighted sum modulo 31: the modulus is prime and every weight differs, so one wrong character
 * or two swapped ones always change it. The alphabet has 30 characters: a body whose sum is 30 has
 * no check character (null) and is not given out.
 */
function checkCharacter(month: string, body: string): string | null {
  let sum = OFFSET;
  for (const [index, character] of [...(month + body)].entries()) {
    const value =
      index < month.length
        ? MONTH_DIGITS.indexOf(character)
        : REFERENCE_ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += (index + 2) * value;
  }
  return REFERENCE_ALPHABET.charAt(sum % 31) || null;
}

/** Moves every sum alike, so that the code printed in our documents, OCC-6911-7K3FQ-M, is a true one. */
const OFFSET = 13;

/** The digits by value; those that the alphabet has keep their place in it. */
const MONTH_DIGITS = '2345678901';

/** Made once: making one takes far longer than using it. */
const IN_THAILAND = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Bangkok',
  year: 'numeric',
  month: '2-digit',
});

function buddhistYearMonth(at: number): string {
  const parts = IN_THAILAND.formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  const year = (Number(part('year')) + 543) % 100;
  return String(year).padStart(2, '0') + part('month');
}
