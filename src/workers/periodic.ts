/**
 * Does `run` after `firstMs`, and then again `everyMs` after each end. `run` sees to its own errors.
 * @returns how to stop: resolves when what is in hand is done, and nothing begins afterwards
 */
export function periodically(
  run: () => Promise<void>,
  times: { readonly firstMs: number; readonly everyMs: number },
): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const wait = (ms: number) => {
    timer = setTimeout(() => {
      running = run().then(() => {
        if (!stopped) wait(times.everyMs);
      });
    }, ms).unref();
  };
  wait(times.firstMs);
  return {
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      return running;
    },
  };
}
