/** One day in figures: sums that can be added up, so that a finished day need be counted only once. */
import type { CaseCount, Counted } from './desk-figures.ts';
import type { Instant, StaffId } from './ids.ts';
import { dayInBangkok, startOfDay } from './shift.ts';

const HOUR = 3_600_000;
export const HOURS = 24;

/** A promise as figures judge it: how long it gives, and until when somebody who waits has waited. */
export interface Promised {
  readonly promiseMs: number;
  readonly now: Instant;
}

/** Somebody who asked for a person; null: that has not happened. */
export interface Asked {
  readonly requestedAt: Instant;
  readonly answeredAt: Instant | null;
  /** When it ended, however it did. */
  readonly endedAt: Instant | null;
}

/** A handoff that was resolved. */
export interface Resolved {
  readonly staffId: StaffId;
  readonly resolvedAt: Instant;
  /** Null: it was before this was kept. */
  readonly assignedAt: Instant | null;
  /** Milliseconds to the first answer; null: nobody had asked, or nobody answered. */
  readonly waitedMs: number | null;
}

/** What is stored of one day. */
export interface DayRecords {
  readonly asked: readonly Asked[];
  readonly resolved: readonly Resolved[];
  /** Cases that were opened, by type and by the hour of the day, each pair once. */
  readonly cases: readonly {
    readonly type: string;
    readonly hour: number;
    readonly count: number;
  }[];
}

/** How often each number of whole seconds occurred, in rising order. */
export type Occurrences = readonly (readonly [seconds: number, count: number])[];
export interface Sum {
  readonly ms: number;
  readonly count: number;
}

export interface DayFigures {
  /** Days since 1970 by the clock in Thailand. */
  readonly day: number;
  /** By the hour in which they asked, 24 of them. */
  readonly hours: readonly Counted[];
  /** Of those who asked on the day, from asking to the first answer. */
  readonly firstResponse: Occurrences;
  /** Of what was resolved on the day, from the first agent's taking it. */
  readonly handling: Occurrences;
  readonly agents: readonly {
    readonly staffId: StaffId;
    readonly resolved: number;
    readonly waited: Sum;
    readonly handled: Sum;
  }[];
  /** By type. */
  readonly cases: readonly (Pick<CaseCount, 'type' | 'count'> & {
    /** The same by the hour in which they were opened, 24 of them. */
    readonly hours: readonly number[];
  })[];
}

/** Rises with the shape of what is kept: figures of another form are counted again. */
export const FIGURES_FORM = 2;

/**
 * Whether time alone changes nothing in a day's figures any more: who asked on it has been answered in
 * time or not. An hour longer, because the clocks of several instances differ.
 */
export function isSettled(day: number, { promiseMs, now }: Promised): boolean {
  return now >= startOfDay(day + 1) + promiseMs + HOUR;
}

/** Those of the moments' days that are over: only such a day's figures may be stored already. */
export function pastDays(moments: readonly (Instant | null)[], now: Instant): number[] {
  const today = dayInBangkok(now).number;
  const days = moments.flatMap((at) => (at === null ? [] : [dayInBangkok(at).number]));
  return [...new Set(days)].filter((day) => day < today);
}

export function figuresOfDay(day: number, of: DayRecords, promised: Promised): DayFigures {
  const { asked, resolved, cases } = of;
  const members = [...new Set(resolved.map(({ staffId }) => staffId))];
  return {
    day,
    hours: hoursOf(startOfDay(day), asked, promised),
    firstResponse: occurrences(
      asked.map(({ requestedAt, answeredAt }) => between(requestedAt, answeredAt)),
    ),
    handling: occurrences(resolved.map(handled)),
    agents: members.map((staffId) => {
      const theirs = resolved.filter((one) => one.staffId === staffId);
      return {
        staffId,
        resolved: theirs.length,
        waited: sum(theirs.map(({ waitedMs }) => waitedMs)),
        handled: sum(theirs.map(handled)),
      };
    }),
    cases: casesOf(cases),
  };
}

function casesOf(opened: DayRecords['cases']): DayFigures['cases'] {
  const types = [...new Set(opened.map(({ type }) => type))].sort();
  return types.map((type) => {
    const theirs = opened.filter((one) => one.type === type);
    const hours = Array.from({ length: HOURS }, (_, hour) =>
      sumOf(theirs.filter((one) => one.hour === hour)),
    );
    return { type, count: sumOf(theirs), hours };
  });
}

function sumOf(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** Whoever still waits is judged by now. */
function hoursOf(midnight: Instant, asked: readonly Asked[], { promiseMs, now }: Promised) {
  const hours = Array.from({ length: HOURS }, () => ({ requested: 0, answered: 0, broken: 0 }));
  for (const { requestedAt, answeredAt, endedAt } of asked) {
    const hour = hours[Math.floor((requestedAt - midnight) / HOUR)];
    if (hour === undefined) throw new Error('Somebody asked on another day.');
    hour.requested += 1;
    if (answeredAt !== null) hour.answered += 1;
    if ((answeredAt ?? endedAt ?? now) - requestedAt > promiseMs) hour.broken += 1;
  }
  return hours;
}

function handled({ assignedAt, resolvedAt }: Resolved): number | null {
  return between(assignedAt, resolvedAt);
}

function between(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : to - from;
}

function sum(times: readonly (number | null)[]): Sum {
  const known = times.filter((ms) => ms !== null);
  return { ms: known.reduce((all, ms) => all + ms, 0), count: known.length };
}

function occurrences(times: readonly (number | null)[]): Occurrences {
  return addUp(times.flatMap((ms) => (ms === null ? [] : [[Math.floor(ms / 1_000), 1] as const])));
}

/** Each number of seconds once, with all that was counted for it. */
export function addUp(several: Iterable<readonly [seconds: number, count: number]>): Occurrences {
  const counts = new Map<number, number>();
  for (const [seconds, count] of several) counts.set(seconds, (counts.get(seconds) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b);
}
