/**
 * Messenger's limits on what can be sent, from Meta's Send API reference (June 2026).
 * Titles and texts are counted in UTF-16 units, the stricter of the readings of "characters":
 * Thai vowels and tone marks count.
 */
export const LIMITS = {
  /** Meta: less than 2,000. We split below it. */
  text: 1900,
  quickReplies: 13,
  quickReplyTitle: 20,
  payload: 1000,
  buttons: 3,
  buttonTitle: 20,
  buttonText: 640,
  cards: 10,
  cardTitle: 80,
  cardSubtitle: 80,
  /** Meta: 25 MB "after encoding". */
  fileBytes: 24_000_000,
} as const;

/**
 * Splits a text into pieces that can each be sent, at a line end or a space where there is one,
 * never inside a character with its vowels and tone marks.
 * @param limit most UTF-16 units in a piece
 */
export function splitText(text: string, limit: number = LIMITS.text): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const head = graphemePrefix(rest, limit);
    const lineEnd = head.lastIndexOf('\n');
    const space = head.lastIndexOf(' ');
    const cut = lineEnd > limit / 2 ? lineEnd : space > limit / 2 ? space : head.length;
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

function graphemePrefix(text: string, limit: number): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 40))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  // A single "character" longer than the limit (stacked marks) is cut where it must be.
  return text.slice(0, end > 0 ? end : limit);
}
