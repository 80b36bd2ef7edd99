/** Prepares text for the font, so that the printed page can be read, and copied from, as written. */

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** What stands for a character that the font does not have. */
export const UNKNOWN_CHARACTER = '◊';

/**
 * Writes Thai so that fontkit shapes it as HarfBuzz would.
 *
 * SARA AM comes apart into NIKHAHIT and SARA AA, with a tone mark behind the NIKHAHIT. Left whole,
 * its second half becomes a glyph without a character, and every SARA AA of the document is then
 * lost to whoever copies text from it.
 *
 * A tone mark goes before the vowel below the letter where that letter is tall: fontkit looks only
 * at the next mark when it chooses the narrow form that stands clear of the letter's stroke.
 * @see https://learn.microsoft.com/typography/script-development/thai#feature-processing
 */
export function forFont(text: string): string {
  return text
    .replace(/([\u0E48-\u0E4B]?)\u0E33/gu, '\u0E4D$1\u0E32')
    .replace(/([ปฝฟฬ])([\u0E38-\u0E3A])([\u0E48-\u0E4C])/gu, '$1$3$2');
}

/** Drops what directs or controls text, and shows a lozenge for each sign that the font has not. */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const clean = text
    .normalize('NFC')
    .replace(/\t/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => (sign === '\n' ? sign : ''));
  const known = (sign: string) =>
    sign === '\n' || Array.from(sign).every((one) => has(one.codePointAt(0) ?? 0));
  return Array.from(graphemes.segment(clean), ({ segment }) =>
    known(segment) ? segment : UNKNOWN_CHARACTER,
  ).join('');
}
