/** Thai typed while the keyboard stood on English: `l;ylfu` for สวัสดี. */

const ENGLISH_KEYS =
  "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./" +
  '!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';
/** The same keys on the Thai layout that Windows and phones ship (Kedmanee, TIS 820-2538). */
const THAI_KEYS =
  'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ' + '+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ';

const THAI_OF: ReadonlyMap<string, string> = new Map(
  [...ENGLISH_KEYS].map((key, at) => [key, THAI_KEYS.charAt(at)]),
);
const ONLY_ENGLISH_KEYS = /^[\x20-\x7e]{4,400}$/;
const LOOKS_LIKE_A_LINK = /:\/\/|www\.|@|\.(?:com|net|org|co|th)\b/i;

/**
 * How much of the keyed text must be known as Thai, and how little of it as it was typed: figures and
 * signs, which Thai keys hold too, look familiar by themselves. English keyed so is below 0.3.
 */
const SIGNS = [
  { asThai: 0.6, asTyped: 0.5 },
  { asThai: 0.9, asTyped: 0.8 },
] as const;

/**
 * What the same keys give on a Thai keyboard; null for what holds other letters, is too short to
 * tell, or is a link.
 */
export function thaiOfKeys(text: string): string | null {
  if (!ONLY_ENGLISH_KEYS.test(text) || !/[a-z]/i.test(text) || LOOKS_LIKE_A_LINK.test(text)) {
    return null;
  }
  return [...text].map((key) => THAI_OF.get(key) ?? key).join('');
}

/**
 * The text as it was meant: as typed, unless only its Thai keys make sense.
 * @param familiarity the share of a text that is known ground, 0 to 1
 */
export function asMeant(text: string, familiarity: (text: string) => number): string {
  const keyed = thaiOfKeys(text);
  if (keyed === null) return text;
  const known = { asThai: familiarity(keyed), asTyped: familiarity(text) };
  const slipped = SIGNS.some(
    ({ asThai, asTyped }) => known.asThai >= asThai && known.asTyped < asTyped,
  );
  return slipped ? keyed : text;
}
