import type { Instant } from '../domain/ids.ts';
import type { Timer, TimerKind } from '../domain/timer.ts';
import type { Change, Clock, Log, TimerClaim, TimerStore, Store } from '../ports.ts';

/**
 * What a timer of one kind does: reads what is stored now and tells what to change; an empty change
 * when the timer is out of date. It may be asked several times for one timer and only one answer
 * counts, so it does nothing outside: what goes out is an outbox message of its change.
 */
export type TimerHandler = (timer: Timer, now: Instant) => Promise<Change>;
export type TimerHandlers = Readonly<Partial<Record<TimerKind, TimerHandler>>>;

export interface TimerTools {
  readonly store: Pick<Store, 'commit'> & TimerStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly handlers: TimerHandlers;
}

const LEASE_MS = 60_000;
const MOST_CONFLICTS = 5;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** How long a timer rests after its `attempt`th failure, in milliseconds. It is never given up. */
export function waitAfter(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20));
}

/**
 * Fires the timer that is due for longest: what it changes and that it is done are one commit.
 * @param found called as soon as one is claimed: there may be more for others
 * @returns false when none was due
 */
export async function fireNextTimer(
  tools: TimerTools,
  found: () => void = () => {},
): Promise<boolean> {
  const { store, clock, log } = tools;
  const claim = await store.claimTimer({ now: clock.now(), leaseMs: LEASE_MS });
  if (claim === null) return false;
  found();
  const { id: timer } = claim.timer;
  try {
    log.info('timer.fired', { timer, result: await fire(tools, claim) });
  } catch (error) {
    log.error('timer.failed', { timer, attempt: claim.attempt, error });
    await store.releaseTimer(claim, clock.now() + waitAfter(claim.attempt));
  }
  return true;
}

async function fire(tools: TimerTools, claim: TimerClaim): Promise<'committed' | 'fenced'> {
  const { store, clock, handlers } = tools;
  const { kind } = claim.timer;
  const handle = handlers[kind];
  // Set by a newer program that shares the store: it may fire it meanwhile.
  if (handle === undefined) throw new Error(`Nothing here handles timers of the kind ${kind}.`);
  for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
    const change = await handle(claim.timer, clock.now());
    const { status } = await store.commit({ ...change, timer: claim });
    if (status !== 'conflict') return status;
  }
  throw new Error('The timer met a conflict at every try.');
}
