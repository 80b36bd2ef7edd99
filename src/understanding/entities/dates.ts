import { daysBetween, dayOf, isoOf, shift, type Day } from './calendar.ts';
import type { Finder } from './finder.ts';
import { MOMENT_AGO } from './moment-ago.ts';
import { SMALL_NUMBER, valueOfSmall } from './thai-numbers.ts';

const THAI_MONTHS = [
  'มกราคม|มกรา|ม\\.? ?ค\\.?',
  'กุมภาพันธ์|กุมภา|ก\\.? ?พ\\.?',
  'มีนาคม|มีนา|มี\\.? ?ค\\.?',
  'เมษายน|เมษา|เม\\.? ?ย\\.?',
  'พฤษภาคม|พฤษภา|พ\\.? ?ค\\.?',
  'มิถุนายน|มิถุนา|มิ\\.? ?ย\\.?',
  'กรกฎาคม|กรกฎา|กรกฏาคม|กรกฏา|ก\\.? ?ค\\.?',
  'สิงหาคม|สิงหา|ส\\.? ?ค\\.?',
  'กันยายน|กันยา|ก\\.? ?ย\\.?',
  'ตุลาคม|ตุลา|ต\\.? ?ค\\.?',
  'พฤศจิกายน|พฤศจิกา|พฤศจิ|พ\\.? ?ย\\.?',
  'ธันวาคม|ธันวา|ธ\\.? ?ค\\.?',
];
const ENGLISH_MONTHS = ['jan(?:uary)?', 'feb(?:ruary)?', 'mar(?:ch)?', 'apr(?:il)?', 'may', 'june?']
  .concat(['july?', 'aug(?:ust)?', 'sep(?:t(?:ember)?)?', 'oct(?:ober)?', 'nov(?:ember)?'])
  .concat(['dec(?:ember)?']);
/** Behind a short name no Thai letter may follow: 3 ม.ค. is a day, 3 มค้อ is none. */
const THAI = `(${THAI_MONTHS.join('|')
  .split('|')
  .map((name) =>
    /(?:คม|ยน|พันธ์)$/.test(name) ? name : `${name}(?![\\u0e01-\\u0e3a\\u0e40-\\u0e44])`,
  )
  .join('|')})`;
const ENGLISH = `(${ENGLISH_MONTHS.join('|')})\\b\\.?`;
const YEAR = `(?:\\s*(?:,|ปี|พ\\.?ศ\\.?|ค\\.?ศ\\.?)?\\s*(\\d{4}|\\d{2})(?![\\d:.,]))?`;

const FIXED: readonly (readonly [RegExp, number])[] = [
  [/เมื่อวานซืน|วานซืน|day before yesterday/giu, -2],
  [/เมื่อวาน(?:นี้)?|เมื่อคืน(?:นี้)?|yesterday|last night/giu, -1],
  [new RegExp(`วันนี้|เมื่อเช้า(?:นี้)?|${MOMENT_AGO}|คืนนี้|\\btoday\\b|this morning`, 'giu'), 0],
  [/พรุ่งนี้|\btomorrow\b/giu, 1],
  [/มะรืน(?:นี้)?/gu, 2],
];
const AGO = new RegExp(
  `(${SMALL_NUMBER})\\s?(วัน|อาทิตย์|สัปดาห์|เดือน|ปี)\\s?(?:ก่อน(?!หน้า)|ที่แล้ว|ที่ผ่านมา|มาแล้ว)|\\b(\\d{1,3}|a|one|two|three|four|five|six)\\s(days?|weeks?|months?|years?)\\sago`,
  'giu',
);
const ENGLISH_COUNT = ['', 'one', 'two', 'three', 'four', 'five', 'six'];
const WEEKDAYS = ['อาทิตย์', 'จันทร์', 'อังคาร', 'พุธ', 'พฤหัส(?:บดี|ฯ)?', 'ศุกร์', 'เสาร์'];
const WEEKDAY = new RegExp(
  `วัน(${WEEKDAYS.join('|')})\\s?(ที่แล้ว|ก่อน|ที่ผ่านมา|หน้า|นี้|ที่จะถึง)?|\\b(last|next|this|on)\\s(sun|mon|tues|wednes|thurs|fri|satur)day\\b`,
  'giu',
);
const ENGLISH_DAYS = ['sun', 'mon', 'tues', 'wednes', 'thurs', 'fri', 'satur'];
/** What was promised may lie ahead; everything else that people tell has happened. */
const AHEAD = /(?:จะ|นัด|ภายใน|กำหนด|ครบ|ถึงวัน|หมดเขต|by|until|due|will)[^.]{0,18}$/iu;

/** Dates, absolute and relative, in Buddhist or common years, as ISO days of Thailand. */
export function findDates(finder: Finder, now: number): void {
  const today = dayOf(now);
  const add = (match: RegExpExecArray, day: Day | null) => {
    if (day !== null) {
      finder.add('date', isoOf(day), match.index, match.index + match[0].trimEnd().length);
    }
  };
  const complete = (match: RegExpExecArray, date: number, month: number, told?: string) => {
    const lastYear = /^\s*ปี(?:ที่แล้ว|ก่อน)/.test(finder.after(match.index + match[0].length));
    const year = told ?? (lastYear ? String(today[0] - 1) : undefined);
    add(match, completed(today, date, month, year, AHEAD.test(finder.before(match.index))));
  };

  finder.each(/(?<![\d-])((?:19|20|25)\d{2})-(\d{1,2})-(\d{1,2})(?![\d-])/g, (m) =>
    complete(m, Number(m[3]), Number(m[2]), m[1]),
  );
  finder.each(/(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20|25)?\d{2})(?![\d/-])/g, (m) =>
    complete(m, Number(m[1]), Number(m[3]), m[4]),
  );
  finder.each(/(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/]|\s*(?:โมง|น\.))/g, (m) => {
    if (/(?:วันที่|เมื่อ|โอน|สั่ง|จ่าย|ซื้อ|ตั้งแต่|on)\s*$/i.test(finder.before(m.index))) {
      complete(m, Number(m[1]), Number(m[2]));
    }
  });
  finder.each(new RegExp(`(?<![\\d.,])(\\d{1,2})\\s*(?:เดือน\\s*)?${THAI}${YEAR}`, 'gu'), (m) =>
    complete(m, Number(m[1]), monthIn(THAI_MONTHS, m[2]), m[3]),
  );
  finder.each(
    new RegExp(`(?<![\\d.,])(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?${ENGLISH}${YEAR}`, 'gi'),
    (m) => complete(m, Number(m[1]), monthIn(ENGLISH_MONTHS, m[2]), m[3]),
  );
  finder.each(
    new RegExp(`\\b${ENGLISH}\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s(\\d{4}))?`, 'gi'),
    (m) => complete(m, Number(m[2]), monthIn(ENGLISH_MONTHS, m[1]), m[3]),
  );
  for (const [pattern, days] of FIXED) finder.each(pattern, (m) => add(m, shift(today, days)));
  finder.each(AGO, (m) => add(m, ago(today, m)));
  finder.each(WEEKDAY, (m) => add(m, weekday(today, m)));
  finder.each(/วันที่\s?(\d{1,2})(?![\d/:.,-]|\s*(?:วัน(?!นี้|ที่)|คน|ชิ้น))/g, (m) =>
    add(m, dayOfMonth(today, Number(m[1]), AHEAD.test(finder.before(m.index)))),
  );
}

function monthIn(names: readonly string[], typed = ''): number {
  return names.findIndex((name) => new RegExp(`^(?:${name})$`, 'iu').test(typed)) + 1;
}

/** Without a year the last such day is meant; one that was promised, the nearest. */
function completed(
  today: Day,
  date: number,
  month: number,
  year: string | undefined,
  ahead: boolean,
): Day | null {
  if (year !== undefined) return validDay(commonYear(Number(year)), month, date);
  const [current] = today;
  return chosen(
    today,
    [-1, 0, 1].map((step) => validDay(current + step, month, date)),
    ahead,
  );
}

function dayOfMonth(today: Day, date: number, ahead: boolean): Day | null {
  const [year, month] = today;
  const candidates = [-2, -1, 0, 1].map((step) => {
    const index = year * 12 + month - 1 + step;
    return validDay(Math.floor(index / 12), (index % 12) + 1, date);
  });
  return chosen(today, candidates, ahead);
}

function chosen(today: Day, candidates: readonly (Day | null)[], ahead: boolean): Day | null {
  const days = candidates.filter((day) => day !== null);
  if (!ahead) return days.findLast((day) => daysBetween(today, day) <= 0) ?? null;
  const byNearness = days.toSorted(
    (a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)),
  );
  return byNearness[0] ?? null;
}

/** 2568 and 68 are Buddhist years, 2025 and 25 common ones. */
function commonYear(year: number): number {
  if (year >= 2400) return year - 543;
  if (year >= 1900) return year;
  return year >= 50 ? year + 2500 - 543 : year + 2000;
}

function validDay(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1) return null;
  const day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCDate() === date && day.getUTCMonth() === month - 1 ? [year, month, date] : null;
}

function ago(today: Day, match: RegExpExecArray): Day {
  const [, thai, thaiUnit = '', english, englishUnit = ''] = match;
  const count =
    thai !== undefined
      ? valueOfSmall(thai)
      : english === 'a'
        ? 1
        : Math.max(ENGLISH_COUNT.indexOf((english ?? '').toLowerCase()), Number(english) || 0);
  const unit = `${thaiUnit}${englishUnit.toLowerCase()}`;
  if (/ปี|year/.test(unit)) return monthsBack(today, count * 12);
  if (/เดือน|month/.test(unit)) return monthsBack(today, count);
  return shift(today, -count * (/อาทิตย์|สัปดาห์|week/.test(unit) ? 7 : 1));
}

/** The same day of an earlier month, or its last day. */
function monthsBack([year, month, date]: Day, months: number): Day {
  const index = year * 12 + month - 1 - months;
  const [backYear, backMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(backYear, backMonth, 0)).getUTCDate();
  return [backYear, backMonth, Math.min(date, last)];
}

function weekday(today: Day, match: RegExpExecArray): Day {
  const [, thai, thaiWhich, which, english] = match;
  const wanted =
    thai !== undefined
      ? WEEKDAYS.findIndex((name) => new RegExp(`^${name}$`, 'u').test(thai))
      : ENGLISH_DAYS.indexOf((english ?? '').toLowerCase());
  const [year, month, date] = today;
  const current = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  const back = (current - wanted + 7) % 7;
  if (/หน้า|ที่จะถึง|next/i.test(thaiWhich ?? which ?? '')) return shift(today, 7 - back || 7);
  if (/นี้|this/i.test(thaiWhich ?? which ?? '')) return shift(today, back === 0 ? 0 : 7 - back);
  const before = /ที่แล้ว|ก่อน|ที่ผ่านมา|last/i.test(thaiWhich ?? which ?? '');
  return shift(today, -(back === 0 && before ? 7 : back));
}
