import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../domain/graph-errors.ts';
import { ECHO_WAIT_MS } from '../domain/outbox.ts';

/** What to do about one failed send. `reason` is shown to agents and logged: a name, never words. */
export type Decision =
  | { readonly action: 'retry'; readonly afterMs: number; readonly reason: string }
  /** The whole Page sends nothing for `afterMs`, then tries with one message. */
  | {
      readonly action: 'pause_page';
      readonly afterMs: number;
      readonly reason: string;
      /** Nothing goes on by itself: somebody has to act. */
      readonly alarm: boolean;
    }
  /** Keep it until the person writes again. */
  | { readonly action: 'park'; readonly reason: string }
  /** Keep it, and let a person at the desk see to it: the bot cannot reach this conversation. */
  | {
      readonly action: 'hand_to_human';
      readonly reason: string;
      readonly handoff: 'undeliverable' | 'answered_elsewhere';
    }
  /** It did arrive, although an error came. */
  | { readonly action: 'count_as_sent'; readonly reason: string }
  /** It will never go; agents see it. `alarm`: all others will fail as well until somebody acts. */
  | { readonly action: 'fail'; readonly reason: string; readonly alarm: boolean };

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;
/** 1 s, 4 s, 16 s, 64 s, 256 s: about six minutes, then it waits for the person. */
const GROWTH = 4;
const MOST_ATTEMPTS = 6;
const ALARM_DELAY_MS = 60_000;
const RATE_LIMIT_DELAY_MS = 5_000;
/** How long Meta's own automatic answer may hold a thread before it is asked again. */
const THREAD_BUSY_MS = 30_000;

/** 17, 32 and 341 are the Graph API's other call limits (Meta, "Rate limits"). */
const RATE_LIMITS = new Set([4, 17, 32, 341, 613]);
const TEMPORARY = new Set([1, 2, 1200]);
/** Permissions, features and settings: they hold for every message of the Page. */
const SET_UP = new Set([10, 27, 200, 2022]);

const WINDOW_CLOSED: Decision = {
  action: 'hand_to_human',
  reason: 'window_closed',
  handoff: 'undeliverable',
};
const HELD_BY_OTHER_APP: Decision = {
  action: 'hand_to_human',
  reason: 'another_app_holds_the_thread',
  handoff: 'answered_elsewhere',
};

/** Subcodes say more than codes do, and some come with more than one code. */
const BY_SUBCODE: Readonly<Record<number, Decision | 'thread_busy' | 'media'>> = {
  1357046: { action: 'count_as_sent', reason: 'sent_despite_error' },
  1893063: alarmed('page_restricted'),
  2018278: WINDOW_CLOSED,
  2534022: WINDOW_CLOSED,
  2018065: { action: 'park', reason: 'window_closed' },
  2018338: { action: 'park', reason: 'tagged_messages_refused' },
  2018108: { action: 'park', reason: 'person_unavailable' },
  // The error page says "unavailable", the send guide "window closed": either way the person is next.
  1545041: { action: 'park', reason: 'person_unavailable' },
  2018300: HELD_BY_OTHER_APP,
  2534037: HELD_BY_OTHER_APP,
  2018321: 'thread_busy',
  2018008: 'media',
  2018294: 'media',
  2018028: { action: 'fail', reason: 'app_not_live', alarm: true },
  99: { action: 'fail', reason: 'permission_missing', alarm: true },
  2018336: { action: 'fail', reason: 'not_allowed_for_this_person', alarm: false },
  2018352: { action: 'fail', reason: 'opt_in_requests_used_up', alarm: false },
};

/**
 * What to do after a failed send.
 * @param attempts how often it has been tried, this time included: 1, 2, …
 * @param random a number in [0, 1), spreads the retries of many conversations
 * @see https://developers.facebook.com/docs/messenger-platform/error-codes
 */
export function decide(error: unknown, attempts: number, random: number): Decision {
  const growing = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * GROWTH ** (attempts - 1));
  const delay = Math.round(growing * (0.75 + random / 2));
  const retry = (reason: string, atLeast = 0): Decision =>
    attempts >= MOST_ATTEMPTS
      ? { action: 'park', reason }
      : { action: 'retry', afterMs: Math.max(atLeast, delay), reason };

  // Nothing was sent, and it says nothing about the message: as often as it takes.
  if (error instanceof GraphUnreachableError) {
    return { action: 'retry', afterMs: delay, reason: 'unreachable' };
  }
  if (error instanceof GraphUnknownOutcomeError) {
    // Never parked: what the person writes next must not make it come a second time.
    return attempts >= MOST_ATTEMPTS
      ? { action: 'fail', reason: 'no_answer', alarm: false }
      : { action: 'retry', afterMs: Math.max(ECHO_WAIT_MS, delay), reason: 'no_answer' };
  }
  if (!(error instanceof GraphRejectedError)) throw error;

  const { code, subcode, httpStatus, retryAfterMs } = error;
  if (code === 190) return alarmed('token');
  const known = subcode === null ? undefined : BY_SUBCODE[subcode];
  if (known === 'thread_busy') return retry('automatic_answer_holds_the_thread', THREAD_BUSY_MS);
  if (known === 'media') {
    return attempts === 1
      ? { action: 'retry', afterMs: delay, reason: 'media_not_fetched' }
      : { action: 'fail', reason: 'media_not_fetched', alarm: false };
  }
  if (known !== undefined) return known;
  if (code === 551) return { action: 'park', reason: 'person_unavailable' };
  if (httpStatus === 429 || (code !== null && RATE_LIMITS.has(code))) {
    const afterMs = Math.max(RATE_LIMIT_DELAY_MS, delay, retryAfterMs ?? 0);
    return { action: 'pause_page', afterMs, reason: 'rate_limit', alarm: false };
  }
  // Without a Graph error it was a proxy or a gateway that said no: that passes.
  if (code === null || TEMPORARY.has(code)) return retry('temporary');
  const reason = `graph_${code}${subcode === null ? '' : `_${subcode}`}`;
  return { action: 'fail', reason, alarm: SET_UP.has(code) };
}

function alarmed(reason: string): Decision {
  return { action: 'pause_page', afterMs: ALARM_DELAY_MS, reason, alarm: true };
}
