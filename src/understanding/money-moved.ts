import { MOMENT_AGO } from './entities/moment-ago.ts';
import { SMALL_NUMBER, valueOfSmall } from './entities/thai-numbers.ts';
import type { Entity } from './reading.ts';

/** Banks hold the receiving account for 72 hours, and a police report must come within them (S23, S25). */
export const FIRST_HOURS = 72;

const MOVED =
  /โอน|จ่าย|ส่งเงิน|เสียเงิน|เสียไป|ถูกดูด|โดนดูด|เงิน(?:หาย|ออก|ถูก|โดน)|กดลิงก์|\b(?:transferred|sent|paid|lost|wired|stolen)\b/i;
/** Money that has not moved: asked for, planned, or advised against. */
const NOT_MOVED =
  /(?:ไม่|อย่า|ห้าม|ไม่ได้|ก่อน|(?<![เพ]ิ่ง)จะ|ควร|ต้อง|(?:how|where|should|can) .{0,12}|(?:\bnot|\bnever|n't|\basks?|\basked|\btold|\bwants?)(?: me)?(?: to)?)\s*$/i;
/** Somebody was made to pay; whether it was done stands behind. */
const MADE_TO = /ให้(?:ผม|ฉัน|หนู|เรา|ดิฉัน)?\s*$/;
const DONE = /^.{0,30}?(?:ไป|แล้ว|มา)/u;
const JUST = new RegExp(
  `${MOMENT_AGO}|เพิ่ง(?:จะ)?|พึ่ง(?:จะ)?|สักครู่|ไม่กี่นาที|\\bjust\\b|\\ba (?:moment|minute) ago\\b|\\bmoments ago\\b`,
  'i',
);
const AGO = new RegExp(
  `(ครึ่ง|${SMALL_NUMBER})\\s?(นาที|ชั่วโมง|ชม\\.?)\\s?(?:ก่อน|ที่แล้ว|ที่ผ่านมา|มาแล้ว|กว่า)|\\b(\\d{1,3}|an?|one|two|three)\\s(minutes?|mins?|hours?|hrs?)\\sago`,
  'iu',
);
const ENGLISH_COUNT: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3 };
const HOUR_MS = 3_600_000;
/** Thailand has no summer time. */
const THAI_OFFSET_MS = 7 * HOUR_MS;

/**
 * Within how many hours before `now` money has moved, by the person's words: 1 for "just now", the
 * hours since a day began for that day. The most that the words allow, since a bank that is called
 * too early does no harm.
 * @param entities the entities of the text: its dates count
 * @param now epoch ms
 * @returns null when no money has moved, or nothing tells when, or it is more than FIRST_HOURS ago
 */
export function moneyMovedWithinHours(
  text: string,
  entities: readonly Entity[],
  now: number,
): number | null {
  if (!hasMoved(text)) return null;
  const hours = agoIn(text) ?? (JUST.test(text) ? 1 : sinceDayIn(entities, now));
  return hours === null || hours > FIRST_HOURS ? null : hours;
}

function hasMoved(text: string): boolean {
  for (const match of text.matchAll(new RegExp(MOVED.source, 'gi'))) {
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    if (NOT_MOVED.test(before)) continue;
    const behind = match.index + match[0].length;
    if (!MADE_TO.test(before) || DONE.test(text.slice(behind, behind + 40))) return true;
  }
  return false;
}

function agoIn(text: string): number | null {
  const match = AGO.exec(text);
  if (match === null) return null;
  const [, thai, thaiUnit = '', english = '', englishUnit = ''] = match;
  const count =
    thai === undefined
      ? (ENGLISH_COUNT[english.toLowerCase()] ?? Number(english))
      : thai === 'ครึ่ง'
        ? 0.5
        : valueOfSmall(thai);
  const minutes = /นาที|^min/i.test(`${thaiUnit}${englishUnit}`);
  return Math.max(1, Math.ceil(minutes ? count / 60 : count));
}

/** Hours since the latest day that is told began. */
function sinceDayIn(entities: readonly Entity[], now: number): number | null {
  const days = entities.filter(({ type }) => type === 'date');
  const begins = days.map(({ value }) => Date.parse(`${value}T00:00:00Z`) - THAI_OFFSET_MS);
  const past = begins.filter((at) => at <= now);
  if (past.length === 0) return null;
  return Math.max(1, Math.ceil((now - Math.max(...past)) / HOUR_MS));
}
