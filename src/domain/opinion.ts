import { statusSince, type Case, type CaseStatus } from './case.ts';
import type { Instant } from './ids.ts';
import type { ComplaintType } from './problem-types.ts';
import type { ReferenceCode } from './reference-code.ts';
import type { Timer } from './timer.ts';

export const RATINGS = [1, 2, 3, 4, 5] as const;
/** 5: very satisfied. */
export type Rating = (typeof RATINGS)[number];

/** What the person thinks of one closing of a case. A case that is closed twice has two. */
export interface Opinion {
  /** Of the closing: `REFERENCE|closedAt`. */
  readonly id: string;
  readonly reference: ReferenceCode;
  readonly closedAt: Instant;
  /** Who closed it, by name, as the case's history has it. */
  readonly agent: string;
  readonly type: ComplaintType;
  /** Month of the closing in Thailand, `2026-11`. */
  readonly month: string;
  /** Null: not told. */
  readonly rating: Rating | null;
  /** Whether the problem was really solved, asked weeks later; null: not told. */
  readonly solved: 'yes' | 'no' | null;
  readonly at: Instant;
}

export const OPINIONS_BY = ['agent', 'month', 'type'] as const;
export type OpinionsBy = (typeof OPINIONS_BY)[number];

/** The opinions of one agent, month or type, counted. */
export interface OpinionFigures {
  readonly key: string;
  /** How many gave each rating, of 1 first. */
  readonly ratings: readonly [number, number, number, number, number];
  readonly solved: number;
  readonly unsolved: number;
}

/** What is asked about a case that was closed. */
export type OpinionQuestion = 'satisfaction' | 'solved';

/** A question that could not be asked yet: about that closing, or not at all. */
export interface UnaskedQuestion {
  readonly about: OpinionQuestion;
  readonly reference: ReferenceCode;
  readonly since: Instant;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An agent who closed the wrong case takes it back within this time, and nobody is asked. */
export const ASK_SATISFACTION_MS = 2 * MINUTE;
/** "Was it really solved?": four weeks after the closing. */
export const ASK_SOLVED_MS = 28 * DAY;

const ASKED_AFTER: readonly CaseStatus[] = ['resolved', 'closed_advice', 'out_of_scope'];
const MAY_BE_SOLVED: readonly CaseStatus[] = ['resolved', 'closed_advice'];

/** The questions that this status leads to. */
export function questionsAfter(status: CaseStatus): readonly OpinionQuestion[] {
  return [
    ...(ASKED_AFTER.includes(status) ? (['satisfaction'] as const) : []),
    ...(MAY_BE_SOLVED.includes(status) ? (['solved'] as const) : []),
  ];
}

/** Whether a question about the closing at `since` is still to be asked, or answered. */
export function stillClosed(record: Case, { about, since }: UnaskedQuestion): boolean {
  return questionsAfter(record.status).includes(about) && statusSince(record) === since;
}

const timerOf = (about: OpinionQuestion, reference: string) => `ask_${about}:${reference}`;

/** The timers that the case's present status sets, and those that it puts off. */
export function opinionTimers(record: Case): {
  readonly timers: readonly Timer[];
  readonly cancelTimers: readonly string[];
} {
  const { reference, status } = record;
  const since = statusSince(record);
  const after = { satisfaction: ASK_SATISFACTION_MS, solved: ASK_SOLVED_MS };
  return {
    cancelTimers: (['satisfaction', 'solved'] as const).map((about) => timerOf(about, reference)),
    timers: questionsAfter(status).map((about) => ({
      id: timerOf(about, reference),
      kind: `ask_${about}` as const,
      subject: reference,
      dueAt: since + after[about],
      data: { since },
    })),
  };
}

/** The opinion of a closing before anything was told. */
export function newOpinion(record: Case, now: Instant): Opinion {
  const { reference, type } = record;
  const closedAt = statusSince(record);
  const closing = record.history.findLast(({ at }) => at === closedAt);
  return {
    id: `${reference}|${closedAt}`,
    reference,
    closedAt,
    agent: closing?.by ?? 'bot',
    type,
    month: monthIn(closedAt),
    rating: null,
    solved: null,
    at: now,
  };
}

function monthIn(at: Instant): string {
  const format = { timeZone: 'Asia/Bangkok', year: 'numeric', month: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', format).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}
