import { expect } from 'chai';
import { decide, type Decision } from '../../src/delivery/retry-policy.ts';
import { ECHO_WAIT_MS } from '../../src/domain/outbox.ts';
import {
  GraphRejectedError,
  GraphUnknownOutcomeError,
  GraphUnreachableError,
} from '../../src/domain/graph-errors.ts';

const rejected = (code: number | null, subcode: number | null = null, httpStatus = 400) =>
  new GraphRejectedError({ httpStatus, code, subcode, message: 'no' });
const first = (error: Error) => decide(error, 1, 0.5);

/** Every row of Meta's error table that a send can meet, in the table's order. */
const ROWS: readonly [
  what: string,
  code: number,
  subcode: number | null,
  action: Decision['action'],
  reason: string,
][] = [
  ['an unknown error', 1, null, 'retry', 'temporary'],
  ['a temporary error', 2, null, 'retry', 'temporary'],
  ['an error although it was sent', 1, 1357046, 'count_as_sent', 'sent_despite_error'],
  ['a missing permission', 1, 99, 'fail', 'permission_missing'],
  ['the rate limit of the app', 4, null, 'pause_page', 'rate_limit'],
  ['the rate limit of calls', 613, null, 'pause_page', 'rate_limit'],
  ['the rate limit of sends', 613, 2534040, 'pause_page', 'rate_limit'],
  ['tagged messages seen as abusive', 613, 2018338, 'park', 'tagged_messages_refused'],
  ['the limit of opt-in requests', 9, 2018352, 'fail', 'opt_in_requests_used_up'],
  ['a temporary send failure', 1200, null, 'retry', 'temporary'],
  ['a closed window', 10, 2018278, 'hand_to_human', 'window_closed'],
  ['a closed window, newer number', 10, 2534022, 'hand_to_human', 'window_closed'],
  ['a window of news Pages', 10, 2018065, 'park', 'window_closed'],
  ['a person who cannot receive now', 10, 2018108, 'park', 'person_unavailable'],
  ['a restricted Page', 10, 1893063, 'pause_page', 'page_restricted'],
  ['a thread of another app', 10, 2018300, 'hand_to_human', 'another_app_holds_the_thread'],
  ['a thread that is not ours', 100, 2534037, 'hand_to_human', 'another_app_holds_the_thread'],
  ['a person under EU rules', 10, 2018336, 'fail', 'not_allowed_for_this_person'],
  ['Meta’s automatic answer', 10, 2018321, 'retry', 'automatic_answer_holds_the_thread'],
  ['a permission that was not granted', 10, null, 'fail', 'graph_10'],
  ['a permission that was taken away', 200, null, 'fail', 'graph_200'],
  ['a bad parameter', 100, null, 'fail', 'graph_100'],
  ['an unknown person', 100, 2018001, 'fail', 'graph_100_2018001'],
  ['a missing object', 100, 33, 'fail', 'graph_100_33'],
  ['a link that could not be fetched', 100, 2018008, 'retry', 'media_not_fetched'],
  ['a video that took too long', 100, 2018294, 'retry', 'media_not_fetched'],
  ['media of the wrong type', 100, 2018047, 'fail', 'graph_100_2018047'],
  ['media that is too large', 100, 2018109, 'fail', 'graph_100_2018109'],
  ['media of another Page', 100, 2018074, 'fail', 'graph_100_2018074'],
  ['a message with a sender action', 100, 2018014, 'fail', 'graph_100_2018014'],
  ['a dead token', 190, null, 'pause_page', 'token'],
  ['a token dead by a new password', 190, 460, 'pause_page', 'token'],
  ['a person who is gone', 200, 1545041, 'park', 'person_unavailable'],
  ['a person who is gone, other code', 551, 1545041, 'park', 'person_unavailable'],
  ['a person who blocked the Page', 551, null, 'park', 'person_unavailable'],
  ['an app that is not live', 200, 2018028, 'fail', 'app_not_live'],
  ['a missing default app', 27, null, 'fail', 'graph_27'],
  ['a deleted message', 9000001, null, 'fail', 'graph_9000001'],
  ['a feature limit after a violation', 2022, null, 'fail', 'graph_2022'],
];

describe('the retry policy', () => {
  for (const [what, code, subcode, action, reason] of ROWS) {
    const number = subcode === null ? `${code}` : `${code}/${subcode}`;
    it(`answers ${what} (${number}) with: ${action}`, () => {
      expect(first(rejected(code, subcode))).to.include({ action, reason });
    });
  }

  it('raises an alarm for what only somebody can mend, and for nothing else', () => {
    const alarmed = ROWS.filter(([, code, subcode]) => {
      const decision = first(rejected(code, subcode));
      return 'alarm' in decision && decision.alarm;
    }).map(([, code, subcode]) => [code, subcode]);
    expect(alarmed).to.deep.equal([
      [1, 99],
      [10, 1893063],
      [10, null],
      [200, null],
      [190, null],
      [190, 460],
      [200, 2018028],
      [27, null],
      [2022, null],
    ]);
  });

  it('waits longer each time, then keeps the message for when the person writes', () => {
    const waits = [1, 2, 3, 4, 5].map((attempts) => decide(rejected(2), attempts, 0.5));
    expect(waits.map((wait) => wait.action === 'retry' && wait.afterMs)).to.deep.equal([
      1_000, 4_000, 16_000, 64_000, 256_000,
    ]);
    expect(decide(rejected(2), 6, 0.5)).to.deep.equal({ action: 'park', reason: 'temporary' });
  });

  it('spreads the retries of many conversations', () => {
    expect(decide(rejected(2), 3, 0)).to.include({ afterMs: 12_000 });
    expect(decide(rejected(2), 3, 0.999)).to.include({ afterMs: 19_992 });
  });

  it('fetches a link a second time and not a third', () => {
    expect(decide(rejected(100, 2018008), 2, 0.5)).to.include({ action: 'fail' });
  });

  it('pauses the Page for HTTP 429, as long as Graph asks', () => {
    const error = (retryAfterMs: number | null) =>
      new GraphRejectedError({
        httpStatus: 429,
        code: null,
        subcode: null,
        message: '',
        retryAfterMs,
      });
    expect(first(error(null))).to.include({ action: 'pause_page', afterMs: 5_000, alarm: false });
    expect(first(error(90_000))).to.include({ action: 'pause_page', afterMs: 90_000 });
  });

  it('takes a refusal that is not Graph’s for a passing fault of something between', () => {
    expect(first(rejected(null, null, 403))).to.include({ action: 'retry', reason: 'temporary' });
  });

  it('tries as often as it takes while nothing leaves the house', () => {
    const decision = decide(new GraphUnreachableError('refused'), 500, 0.5);
    expect(decision).to.deep.equal({ action: 'retry', afterMs: 600_000, reason: 'unreachable' });
  });

  it('gives the echo time to tell that a send without an answer arrived', () => {
    const unknown = new GraphUnknownOutcomeError('no answer');
    for (const attempts of [1, 2, 3, 4, 5]) {
      const decision = decide(unknown, attempts, 0);
      expect(decision).to.include({ action: 'retry', reason: 'no_answer' });
      expect(decision.action === 'retry' && decision.afterMs).to.be.at.least(ECHO_WAIT_MS);
    }
    expect(decide(unknown, 6, 0), 'kept from coming again with the next message').to.include({
      action: 'fail',
      reason: 'no_answer',
    });
  });

  it('lets a bug through', () => {
    expect(() => first(new TypeError('a bug'))).to.throw(TypeError, 'a bug');
  });
});
