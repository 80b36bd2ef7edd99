import type { Log } from '../ports.ts';

export interface WorkerLoop {
  /** Looks for work now. */
  wake(): void;
  /** Resolves when what is in hand is done. */
  stop(): Promise<void>;
}

/**
 * Runs `work` in up to `lanes` parallel lanes for as long as it finds something. While nothing is
 * found one lane looks every `idleMs`, or when it is woken; the others rest. Whoever finds something
 * calls `found` and so wakes the next one: as many lanes run as there is work for. An exception is
 * logged and the lane goes on after a pause: the claim that failed comes back when its lease ends.
 */
export function startWorkerLoop(
  name: string,
  work: (found: () => void) => Promise<boolean>,
  options: { readonly lanes: number; readonly idleMs: number; readonly log: Log },
): WorkerLoop {
  const { lanes, idleMs, log } = options;
  const resting: (() => void)[] = [];
  let stopping = false;
  // A call while every lane is at work: whoever is about to rest looks once more.
  let called = false;

  const wake = () => {
    const next = resting.pop();
    if (next === undefined) called = true;
    else next();
  };
  const rest = () => {
    if (called || stopping) {
      called = false;
      return Promise.resolve();
    }
    return new Promise<void>((resolve) => resting.push(resolve));
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, ms).unref();
    });
  const run = async () => {
    while (!stopping) {
      const found = await work(wake).catch(async (error: unknown) => {
        log.error(`${name}.failed`, { error });
        await Promise.race([pause(idleMs), stopped]);
        return false;
      });
      if (!found) await rest();
    }
  };
  let tellStopped = () => {};
  const stopped = new Promise<void>((resolve) => (tellStopped = resolve));
  const lookout = setInterval(wake, idleMs);
  const running = Array.from({ length: lanes }, run);
  return {
    wake,
    async stop() {
      stopping = true;
      clearInterval(lookout);
      tellStopped();
      for (const end of resting.splice(0)) end();
      await Promise.all(running);
    },
  };
}
