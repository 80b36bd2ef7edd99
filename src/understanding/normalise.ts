import type { Concept } from './concepts.ts';

/** Thai as people type it, brought to one spelling for matching. Never shown, never stored. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Tone marks, thanthakhat, maitaikhu: left out of features, they are mistyped most. */
const FOLDED_MARKS = /[\u0e47-\u0e4e]/g;

/** Numbers that people call a body by. */
const HOTLINE = /^(1441|1212|1166|1556|1213|1200|1155|191|137|1599|1300)$/;

export interface Lexicon {
  /** Whole words, after segmentation. */
  readonly words: ReadonlyMap<string, string>;
  /** Longest match in running text. */
  readonly joined: readonly (readonly [string, string])[];
  readonly concepts: readonly Concept[];
}

export const EMPTY_LEXICON: Lexicon = { words: new Map(), joined: [], concepts: [] };

/** The form that features are made of. */
export interface Folded {
  readonly text: string;
  readonly words: readonly string[];
}

/** One spelling of a text: composed, lower case, marks in order, Thai digits read, stretches undone. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(INVISIBLE, '')
    .replace(/\u0e4d([\u0e48-\u0e4b]*)\u0e32/g, '$1\u0e33')
    .replace(/เเ/g, 'แ')
    .replace(/([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39])/g, '$2$1')
    .replace(/([\u0e31\u0e34-\u0e39\u0e47-\u0e4e])\1+/g, '$1')
    .replace(/(?<![เแโใไ\u0e01-\u0e3a])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+/g, '')
    .replace(/ๅ/g, 'า')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/([^\d\s])\1{2,}/gu, '$1')
    .replace(/(?<!\d)5{3,}\+?(?!\d|\s*(บาท|บ\.|฿))/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const words = new Intl.Segmenter('th', { granularity: 'word' });

/** Applies the lexicon, masks numbers and links, and folds marks away. */
export function fold(text: string, lexicon: Pick<Lexicon, 'words' | 'joined'>): Folded {
  let plain = normalise(text)
    .replace(
      /(https?:\/\/|www\.)\S+|(?<![a-z0-9-])[a-z0-9-]+\.(com|net|co|th|info|shop|xyz|me)\S*/g,
      ' xurl ',
    )
    // Amounts and dates are alike for matching; 1441 and 1212 are names.
    .replace(/\d[\d,.-]*/g, (number) => (HOTLINE.test(number) ? ` ${number} ` : ' 0 '));
  for (const [from, to] of lexicon.joined) plain = plain.split(from).join(to);
  let out = '';
  const found: string[] = [];
  for (const { segment } of words.segment(plain)) {
    const word = (lexicon.words.get(segment) ?? segment).replace(FOLDED_MARKS, '');
    out += word;
    const bare = word.replace(/[^\p{L}\p{M}\d]+/gu, '');
    if (bare !== '') found.push(bare);
  }
  return { text: out.replace(/[^\p{L}\p{M}\d]+/gu, ' ').trim(), words: found };
}
