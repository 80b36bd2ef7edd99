import { createHash } from 'node:crypto';
import type { Options, Store as RateLimitStore } from 'express-rate-limit';
import type { Clock, TryStore } from '../ports.ts';

/**
 * Counts that all processes share and that outlive a restart.
 * @param purpose keeps these counts apart from others under the same key
 */
export function storedTries(
  tries: TryStore,
  clock: Pick<Clock, 'now'>,
  purpose: string,
): RateLimitStore {
  let windowMs = 60_000;
  // Who asked for what stays untold: only whoever has both can make the hash.
  const named = (key: string) =>
    createHash('sha256').update(`${purpose}\n${key}`).digest('base64url');
  return {
    localKeys: false,
    init(options: Options) {
      ({ windowMs } = options);
    },
    async increment(key) {
      const now = clock.now();
      const { count, until } = await tries.countTry(named(key), now, windowMs);
      // The limiter compares with the machine's clock, not with ours.
      return { totalHits: count, resetTime: new Date(Date.now() + until - now) };
    },
    decrement: (key) => tries.uncountTry(named(key)),
    async resetKey() {
      // Counts end by their window alone.
    },
  };
}
