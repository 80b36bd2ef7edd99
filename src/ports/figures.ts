import type { DayFigures, Promised } from '../domain/day-figures.ts';
import type { PeopleFigures } from '../domain/desk-figures.ts';
import type { Instant } from '../domain/ids.ts';

/** Counts over what is stored. Who was erased is counted no longer. Agents' own starts are no request. */
export interface FiguresStore {
  /**
   * Each day from the first to the last (domain/shift.ts: `dayInBangkok`), in order. A finished day is
   * counted once and its figures kept until something of that day changes: the first reading takes
   * longer, and other work comes in between its days.
   */
  dayFigures(first: number, last: number, promised: Promised): Promise<readonly DayFigures[]>;
  /** Only up to now: who wrote again since then counts for the later time. */
  peopleSince(from: Instant): Promise<PeopleFigures>;
}
