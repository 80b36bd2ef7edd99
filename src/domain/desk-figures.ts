import { addUp, HOURS, type DayFigures, type Occurrences, type Sum } from './day-figures.ts';
import type { StaffId } from './ids.ts';

/** How long things took, in milliseconds, to the second. By nearest rank: a time that occurred. */
export interface Spread {
  readonly count: number;
  /** Half took no longer. */
  readonly median: number;
  /** Nine of ten took no longer. */
  readonly p90: number;
}

/** Those who asked for a person. */
export interface Counted {
  readonly requested: number;
  readonly answered: number;
  /** Not answered within the promised time, also by those who still wait. */
  readonly broken: number;
}

/** What became of those who asked for a person in a period. */
export interface WaitFigures extends Counted {
  /** From asking to the first answer of a person; null: nobody was answered. */
  readonly firstResponse: Spread | null;
  /** Handoffs that were resolved in the period, whenever they began. */
  readonly resolved: number;
  /** Of these, from the first agent's taking it to the end; null: none. */
  readonly handling: Spread | null;
}

/** Of handoffs that were resolved in the period. */
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

/** A day of `dayInBangkok` (domain/shift.ts) as `2026-11-25`. */
export function dateOf(day: number): string {
  return new Date(day * HOURS * 3_600_000).toISOString().slice(0, 10);
}

export function waitsOf(days: readonly DayFigures[]): WaitFigures {
  return {
    ...total(days.flatMap(({ hours }) => hours)),
    firstResponse: spreadOf(addUp(days.flatMap(({ firstResponse }) => firstResponse))),
    resolved: days.flatMap(({ agents }) => agents).reduce((all, { resolved }) => all + resolved, 0),
    handling: spreadOf(addUp(days.flatMap(({ handling }) => handling))),
  };
}

/** Those who asked on one day. */
export function askedOn({ hours }: DayFigures): Counted {
  return total(hours);
}

/** Those who asked in each hour of the day, 0 to 23, over all days. */
export function askedByHour(days: readonly DayFigures[]): readonly Counted[] {
  return Array.from({ length: HOURS }, (_, hour) =>
    total(days.flatMap(({ hours }) => hours[hour] ?? [])),
  );
}

/** Cases that were opened in each hour of the day, 0 to 23, over all days, by type: most first. */
export function casesByHour(
  days: readonly DayFigures[],
): readonly { readonly type: string; readonly hours: readonly number[] }[] {
  const all = days.flatMap(({ cases }) => cases);
  const types = new Map<string, { count: number; hours: number[] }>();
  for (const { type, count, hours } of all) {
    const sum = types.get(type) ?? { count: 0, hours: Array<number>(HOURS).fill(0) };
    sum.count += count;
    hours.forEach((number, hour) => (sum.hours[hour] = (sum.hours[hour] ?? 0) + number));
    types.set(type, sum);
  }
  return [...types]
    .sort(([a, { count: more }], [b, { count: less }]) => less - more || (a < b ? -1 : 1))
    .map(([type, { hours }]) => ({ type, hours }));
}

/** By the members' ids. */
export function agentsOf(days: readonly DayFigures[]): readonly AgentFigures[] {
  const all = days.flatMap(({ agents }) => agents);
  return [...new Set(all.map(({ staffId }) => staffId))].sort().map((staffId) => {
    const theirs = all.filter((one) => one.staffId === staffId);
    return {
      staffId,
      resolved: theirs.reduce((sum, { resolved }) => sum + resolved, 0),
      meanFirstResponse: mean(theirs.map(({ waited }) => waited)),
      meanHandling: mean(theirs.map(({ handled }) => handled)),
    };
  });
}

function total(several: readonly Counted[]): Counted {
  return several.reduce(
    (sum, one) => ({
      requested: sum.requested + one.requested,
      answered: sum.answered + one.answered,
      broken: sum.broken + one.broken,
    }),
    { requested: 0, answered: 0, broken: 0 },
  );
}

function mean(sums: readonly Sum[]): number | null {
  const count = sums.reduce((all, one) => all + one.count, 0);
  return count === 0 ? null : Math.round(sums.reduce((all, one) => all + one.ms, 0) / count);
}

function spreadOf(occurred: Occurrences): Spread | null {
  const count = occurred.reduce((all, [, times]) => all + times, 0);
  if (count === 0) return null;
  const at = (share: number) => {
    let left = Math.ceil(share * count);
    const [seconds = 0] = occurred.find(([, times]) => (left -= times) <= 0) ?? [];
    return seconds * 1_000;
  };
  return { count, median: at(0.5), p90: at(0.9) };
}
