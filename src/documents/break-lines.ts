/** Where a line of Thai may end. Thai has no spaces between words, so a dictionary has to say. */

const words = new Intl.Segmenter('th', { granularity: 'word' });
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Stays with what stands before it: repetition, abbreviation, closing marks. */
const NEVER_FIRST = /^[ๆฯ%)\]}>,.:;!?…”’"'/]/u;
/** The dictionary misses loan words and leaves their last letter alone: no Thai word is one consonant but ณ. */
const LETTER_LEFT = /^[ก-ฮ]์?$/u;
/** Names and loan words of this field that the dictionary takes apart. */
const LOAN_WORDS =
  /(เฟซบุ๊ก|เฟสบุ๊ค|อินสตาแกรม|ช้อปปี้|ลาซาด้า|ติ๊กต็อก|ติ๊กตอก|เมสเซนเจอร์|ทวิตเตอร์|พร้อมเพย์|แอปพลิเคชัน|แบรนด์เนม|มิจฉาชีพ|ออนไลน์)/u;
/** Stays with what follows it. */
const NEVER_LAST = /[([{<“‘฿]$/u;

/**
 * Splits text so that each line is at most `width` wide, between words. A word that is wider than a
 * line, such as a link, is split between what a reader takes for characters, never inside one. Line
 * breaks in the text stay; spaces at a line's end are dropped.
 * @param measure the width of a text in the unit of `width`
 */
export function breakLines(
  text: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

function breakParagraph(
  text: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    lines.push(line.trimEnd());
    line = '';
  };
  for (const unit of unbreakable(text)) {
    if (measure((line + unit).trimEnd()) <= width) {
      line += unit;
      continue;
    }
    if (line.trim() !== '') end();
    if (measure(unit.trimEnd()) <= width) {
      line = unit.trimStart();
      continue;
    }
    for (const { segment } of graphemes.segment(unit)) {
      if (line !== '' && measure(line + segment) > width) end();
      line += segment;
    }
  }
  end();
  return lines;
}

/** Words with the marks that cling to them, also over a space: ๆ never begins a line. */
function unbreakable(text: string): readonly string[] {
  const units: string[] = [];
  for (const segment of wordsOf(text)) {
    const last = units.at(-1);
    if (last === undefined || !clings(segment, last)) {
      units.push(segment);
      continue;
    }
    const before =
      /^\s+$/u.test(last) && NEVER_FIRST.test(segment) ? units.splice(-2) : [units.pop()];
    units.push(before.join('') + segment);
  }
  return units;
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(LOAN_WORDS)
    .flatMap((part, index) =>
      index % 2 === 1 ? [part] : Array.from(words.segment(part), ({ segment }) => segment),
    );
}

function clings(segment: string, before: string): boolean {
  return (
    NEVER_FIRST.test(segment) ||
    NEVER_LAST.test(before) ||
    (LETTER_LEFT.test(segment) && /[\u0E00-\u0E7F]$/u.test(before))
  );
}
