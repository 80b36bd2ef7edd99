import type { Instant } from '../domain/ids.ts';
import type { Timer } from '../domain/timer.ts';

/**
 * A lease that ends later than this many leases from now was given by a clock that has been set back
 * since: it counts as over.
 */
export const STRAY_LEASES = 2;

/** The right of one worker to do what a timer is for, until `leaseUntil`. */
export interface TimerClaim {
  readonly timer: Timer;
  /** Of this claim alone: a commit with that of an earlier one is refused. */
  readonly token: string;
  readonly leaseUntil: Instant;
  /** How often it has been claimed and not committed, counting this time: 1, 2, … */
  readonly attempt: number;
}

export interface TimerStore {
  /** The timer that is due for longest and that no living worker holds; null when none is due. */
  claimTimer(claim: {
    readonly now: Instant;
    readonly leaseMs: number;
  }): Promise<TimerClaim | null>;
  /** Gives the timer back without a result; it is due again at `retryAt`. Nothing when it was lost. */
  releaseTimer(claim: TimerClaim, retryAt: Instant): Promise<void>;
  /** What is set for this subject, soonest first. */
  timersOf(subject: string): Promise<readonly Timer[]>;
  /** Those whose id is `name:…`, soonest first; at most `limit`. */
  timersNamed(name: string, limit: number): Promise<readonly Timer[]>;
}
