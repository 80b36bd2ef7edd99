import type { Instant, StaffId } from './ids.ts';

/** From when (included) to when (not included). */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** How long things took, in milliseconds, to the second. By nearest rank: a time that occurred. */
export interface Spread {
  readonly count: number;
  /** Half took no longer. */
  readonly median: number;
  /** Nine of ten took no longer. */
  readonly p90: number;
}

/** What became of those who asked for a person in a period. */
export interface WaitFigures {
  readonly requested: number;
  readonly answered: number;
  /** Not answered within the promised time, also by those who still wait. */
  readonly broken: number;
  /** From asking to the first answer of a person; null: nobody was answered. */
  readonly firstResponse: Spread | null;
  /** Handoffs that were resolved in the period, whenever they began. */
  readonly resolved: number;
  /** Of these, from the first agent's taking it to the end; null: none. */
  readonly handling: Spread | null;
}

/** Those who asked in one hour; the hour counts from 1970 by the clock in Thailand. */
export interface HourFigures {
  readonly hour: number;
  readonly requested: number;
  readonly answered: number;
  readonly broken: number;
}

export interface AgentFigures {
  readonly staffId: StaffId;
  readonly resolved: number;
  /** Means, in milliseconds; null: nothing to take them from. */
  readonly meanFirstResponse: number | null;
  readonly meanHandling: number | null;
}

/** Cases that were opened on one day; the day counts from 1970 by the clock in Thailand. */
export interface CaseCount {
  readonly day: number;
  readonly type: string;
  readonly count: number;
}

/** People who wrote since a moment, and with how many of them staff had to do since. */
export interface PeopleFigures {
  readonly people: number;
  readonly withStaff: number;
}

/** Of how often each number of seconds occurred, in rising order; null: none did. */
export function spreadOf(
  counted: readonly { readonly seconds: number; readonly count: number }[],
): Spread | null {
  const count = counted.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return null;
  const at = (share: number) => {
    let left = Math.ceil(share * count);
    const found = counted.find((one) => (left -= one.count) <= 0);
    return (found?.seconds ?? 0) * 1_000;
  };
  return { count, median: at(0.5), p90: at(0.9) };
}

/** A day of `dayInBangkok` (domain/shift.ts) as `2026-11-25`. */
export function dateOf(day: number): string {
  return new Date(day * 24 * 3_600_000).toISOString().slice(0, 10);
}

interface Counted {
  readonly requested: number;
  readonly answered: number;
  readonly broken: number;
}
const NONE: Counted = { requested: 0, answered: 0, broken: 0 };

/** Sums for each key in order, also those for which nothing was counted. */
export function sumBy(
  hours: readonly HourFigures[],
  keys: readonly number[],
  keyOf: (hour: number) => number,
): (Counted & { readonly key: number })[] {
  const sums = new Map<number, Counted>();
  for (const { hour, requested, answered, broken } of hours) {
    const key = keyOf(hour);
    const sum = sums.get(key) ?? NONE;
    sums.set(key, {
      requested: sum.requested + requested,
      answered: sum.answered + answered,
      broken: sum.broken + broken,
    });
  }
  return keys.map((key) => ({ key, ...(sums.get(key) ?? NONE) }));
}
