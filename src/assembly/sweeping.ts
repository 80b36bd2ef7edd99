import { periodically } from '../workers/periodic.ts';
import type { Clock, Log, Store } from '../ports.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Sweeps the store a minute after the start and then every hour. A failure is logged; the next time counts. */
export function startSweeping(options: {
  readonly store: Pick<Store, 'sweep'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly firstMs?: number;
  readonly everyMs?: number;
}): { stop(): Promise<void> } {
  const { store, clock, log, firstMs = FIRST_MS, everyMs = EVERY_MS } = options;
  return periodically(
    async () => {
      try {
        log.info('store.swept', { ...(await store.sweep(clock.now())) });
      } catch (error) {
        log.warn('store.sweep_failed', { error });
      }
    },
    { firstMs, everyMs },
  );
}
