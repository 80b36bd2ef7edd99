import type { Instant } from '../domain/ids.ts';
import type { Clock, Log } from '../ports.ts';

/** How long a claim lasts without a sign of life: what a dead worker held is free after this, in ms. */
export const LEASE_MS = 15_000;
const BEAT_MS = 5_000;
/** Work that takes longer hangs: no further sign of life is given for it, and another worker has it. */
const LONGEST_WORK_MS = 10 * 60_000;
/**
 * How long the store's word that the lease is ours is enough to begin a send. With the longest send
 * of 15 s it stays below ECHO_WAIT_MS, for which whoever takes a lost lease over sends nothing.
 */
const FRESH_MS = 2_000;

export interface HeldLease {
  /** False: another worker may have begun. Asks the store, unless it has said so just now. */
  isOurs(): Promise<boolean>;
  /** A write of the holder that says whether the lease is ours: it counts as having asked. */
  by(write: () => Promise<boolean>): Promise<boolean>;
}

/**
 * Runs `work` under a lease that was just claimed, and extends it again and again meanwhile. The
 * store's word is as old as the question, by the wall clock or by one that never jumps, whichever
 * makes it older.
 * @param of.claimedAt what the clock said before the claim
 * @param of.extend asks the store to extend the lease; false when it was lost
 */
export async function holdLease<Result>(
  of: {
    readonly claimedAt: Instant;
    readonly extend: (until: Instant) => Promise<boolean>;
    readonly clock: Clock;
    readonly log: Log;
    readonly beatMs?: number;
    /** Milliseconds of a clock that only goes on. */
    readonly steady?: () => number;
  },
  work: (lease: HeldLease) => Promise<Result>,
): Promise<Result> {
  const { extend, clock, log, steady = () => performance.now() } = of;
  const began = steady();
  let asked = { wall: of.claimedAt, steady: began };
  let lost = false;
  const by = async (write: () => Promise<boolean>) => {
    const at = { wall: clock.now(), steady: steady() };
    if (await write()) asked = at;
    else lost = true;
    return !lost;
  };
  const ask = () => by(() => (lost ? Promise.resolve(false) : extend(clock.now() + LEASE_MS)));
  const isFresh = () =>
    Math.abs(clock.now() - asked.wall) <= FRESH_MS && steady() - asked.steady <= FRESH_MS;
  const beat = setInterval(() => {
    if (lost || steady() - began > LONGEST_WORK_MS) clearInterval(beat);
    else void ask().catch((error: unknown) => log.warn('lease.not_extended', { error }));
  }, of.beatMs ?? BEAT_MS).unref();
  try {
    return await work({ isOurs: async () => (!lost && isFresh()) || ask(), by });
  } finally {
    clearInterval(beat);
  }
}
