import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../domain/graph-errors.ts';

export type Decision =
  | { readonly action: 'retry'; readonly afterMs: number; readonly reason: string }
  /** Keep it until the person writes again. */
  | { readonly action: 'park'; readonly reason: string }
  | { readonly action: 'fail'; readonly reason: string }
  /** Nothing of this Page can be sent until somebody acts: keep everything and raise an alarm. */
  | { readonly action: 'alarm'; readonly afterMs: number; readonly reason: string };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;
const ALARM_DELAY_MS = 60_000;
/** How long an echo may take to tell us that a send whose answer was lost did arrive. */
const ECHO_WAIT_MS = 20_000;
const MOST_ATTEMPTS = 12;

const TEMPORARY = new Set([1, 2, 1200]);
const RATE_LIMITS = new Set([4, 17, 32, 341, 613]);
const WINDOW = new Set([2018278, 2534022, 2018065]);
const PERSON_AWAY = new Set([2018108, 1545041]);

/**
 * What to do after a failed send.
 * @param attempts how often it has been tried, this time included: 1, 2, …
 * @param random a number in [0, 1), spreads the retries of many conversations
 * @see https://developers.facebook.com/docs/messenger-platform/error-codes
 */
export function decide(error: unknown, attempts: number, random: number): Decision {
  const backoff = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  const afterMs = Math.round(backoff * (0.75 + random / 2));
  const retry = (reason: string): Decision =>
    attempts >= MOST_ATTEMPTS ? { action: 'fail', reason } : { action: 'retry', afterMs, reason };

  if (error instanceof GraphUnreachableError)
    return { action: 'retry', afterMs, reason: 'unreachable' };
  if (error instanceof GraphUnknownOutcomeError) {
    const unknown = retry('no_answer');
    return unknown.action === 'retry'
      ? { ...unknown, afterMs: Math.max(ECHO_WAIT_MS, unknown.afterMs) }
      : unknown;
  }
  if (!(error instanceof GraphRejectedError)) throw error;

  const { code, subcode, httpStatus } = error;
  if (code === 190 || subcode === 1893063) {
    return {
      action: 'alarm',
      afterMs: ALARM_DELAY_MS,
      reason: code === 190 ? 'token' : 'page_restricted',
    };
  }
  if (code === 1 && subcode === 1357046) {
    // Graph says that the messages were sent although it answered with an error.
    return { action: 'retry', afterMs: ECHO_WAIT_MS, reason: 'no_answer' };
  }
  if (subcode !== null && WINDOW.has(subcode)) return { action: 'park', reason: 'window_closed' };
  if (code === 551 || (subcode !== null && PERSON_AWAY.has(subcode))) {
    return { action: 'park', reason: 'person_unavailable' };
  }
  if (subcode === 2018300 || subcode === 2534037) {
    return { action: 'park', reason: 'another_app_holds_the_thread' };
  }
  if (httpStatus === 429 || (code !== null && RATE_LIMITS.has(code))) {
    return { action: 'retry', afterMs: Math.max(5_000, afterMs), reason: 'rate_limit' };
  }
  if (code !== null && TEMPORARY.has(code)) return retry('temporary');
  return {
    action: 'fail',
    reason: `graph_${code ?? httpStatus}${subcode === null ? '' : `_${subcode}`}`,
  };
}
