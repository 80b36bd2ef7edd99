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

/**
 * Finds the first reference code in a text, however it was typed: any case, Thai digits,
 * spaces or missing dashes. `wrong_check` means that it looks like one but has a typing slip.
 */
export function parseReferenceCode(text: string): ParsedReference {
  const western = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const pattern =
    /(?<![A-Z0-9])OCC[\s\-–—_.]*(\d{2})(0[1-9]|1[0-2])[\s\-–—_.]*((?:[A-Z0-9][\s\-–—_.]*){5})([A-Z0-9])(?![A-Z0-9])/gi;
  let slip: string | null = null;
  for (const match of western.matchAll(pattern)) {
    const month = `${match[1] ?? ''}${match[2] ?? ''}`;
    const body = (match[3] ?? '').replace(/[^A-Z0-9]/gi, '').toUpperCase();
    const check = (match[4] ?? '').toUpperCase();
    if (checkCharacter(month, body) === check) {
      return { status: 'ok', reference: `OCC-${month}-${body}-${check}` as ReferenceCode };
    }
    slip ??= match[0].trim();
  }
  return slip === null ? { status: 'none' } : { status: 'wrong_check', text: slip };
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

function buddhistYearMonth(at: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Bangkok',
    year: 'numeric',
    month: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  const year = (Number(part('year')) + 543) % 100;
  return String(year).padStart(2, '0') + part('month');
}
