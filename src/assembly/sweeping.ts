import { periodically } from '../workers/periodic.ts';
import { unhurried } from '../workers/unhurried.ts';
import type { Breath, Clock, Log, Swept } from '../ports.ts';
import type { Instant } from '../domain/ids.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/**
 * Sweeps the store a minute after the start and then an hour after each end, at a pace of its own. A
 * failure is logged; the next time counts.
 * @returns how to stop: soon, with what is left for the next time
 */
export function startSweeping(options: {
  readonly store: { sweep(now: Instant, breath: Breath): Promise<Swept> };
  readonly clock: Clock;
  readonly log: Log;
  readonly firstMs?: number;
  readonly everyMs?: number;
}): { stop(): Promise<void> } {
  const { store, clock, log, firstMs = FIRST_MS, everyMs = EVERY_MS } = options;
  let pace = unhurried();
  const sweeping = periodically(
    async () => {
      pace = unhurried();
      try {
        log.info('store.swept', { ...(await store.sweep(clock.now(), pace.breath)) });
      } catch (error) {
        log.warn('store.sweep_failed', { error });
      }
    },
    { firstMs, everyMs },
  );
  return {
    stop() {
      pace.stop();
      return sweeping.stop();
    },
  };
}
