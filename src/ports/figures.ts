import type {
  AgentFigures,
  CaseCount,
  HourFigures,
  PeopleFigures,
  Period,
  WaitFigures,
} from '../domain/desk-figures.ts';
import type { Instant } from '../domain/ids.ts';

/** A promise as figures judge it: how long it gives, and until when somebody who waits has waited. */
export interface Promised {
  readonly promiseMs: number;
  readonly now: Instant;
}

/** Counts over what is stored. Who was erased is counted no longer. Agents' own starts are no request. */
export interface FiguresStore {
  waitFigures(period: Period, promised: Promised): Promise<WaitFigures>;
  /** Hours in which nobody asked are missing; in rising order. */
  hourFigures(period: Period, promised: Promised): Promise<readonly HourFigures[]>;
  /** Of handoffs that were resolved in the period. */
  agentFigures(period: Period): Promise<readonly AgentFigures[]>;
  /** By day, then by type. */
  caseCounts(period: Period): Promise<readonly CaseCount[]>;
  /** Only up to now: who wrote again since then counts for the later time. */
  peopleSince(from: Instant): Promise<PeopleFigures>;
}
