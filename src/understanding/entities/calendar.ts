/** Year (common era), month 1 to 12, day of the month. */
export type Day = readonly [year: number, month: number, date: number];

/** Thailand keeps UTC+7 all year. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day in Thailand at a moment (epoch ms). */
export function dayOf(at: number): Day {
  const there = new Date(at + OFFSET_MS);
  return [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()];
}

export function shift(day: Day, days: number): Day {
  return dayOf(epochOf(day) + days * DAY_MS);
}

export function isoOf([year, month, date]: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Negative when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return (epochOf(to) - epochOf(from)) / DAY_MS;
}

const epochOf = ([year, month, date]: Day) => Date.UTC(year, month - 1, date);
