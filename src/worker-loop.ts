import type { Log } from './ports.ts';

export interface WorkerLoop {
  /** Looks for work now. */
  wake(): void;
  /** Resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/**
 * Runs `work` in `lanes` parallel loops for as long as it finds something, then sleeps until it is
 * woken or `idleMs` have passed. An exception is logged and the loop goes on after a pause: the
 * claim that failed comes back when its lease ends.
 */
export function startWorkerLoop(
  name: string,
  work: () => Promise<boolean>,
  options: { readonly lanes: number; readonly idleMs: number; readonly log: Log },
): WorkerLoop {
  const { lanes, idleMs, log } = options;
  let stopping = false;
  const sleepers = new Set<() => void>();
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      sleepers.add(done);
    });
  const wake = () => {
    for (const done of [...sleepers]) done();
  };
  const loop = async () => {
    while (!stopping) {
      const found = await work().catch(async (error: unknown) => {
        log.error(`${name}.failed`, { error });
        await sleep(idleMs);
        return false;
      });
      if (!found && !stopping) await sleep(idleMs);
    }
  };
  const running = Array.from({ length: lanes }, loop);
  return {
    wake,
    async stop() {
      stopping = true;
      wake();
      await Promise.all(running);
    },
  };
}
