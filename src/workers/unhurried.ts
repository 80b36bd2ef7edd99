import type { Breath } from '../ports.ts';

/** After a step rests this many times as long as the step took: such work has a sixth of the time. */
const RESTS = 5;
const SHORTEST_MS = 1;
/** One slow step, on a machine that did something else, is no reason to rest for minutes. */
const LONGEST_MS = 2_000;
/** When a rest ends so much later than it should, others have much to do. */
const LATE_MS = 15;
/** However busy the others are, the work goes on after so many rests. */
const MOST_RESTS = 10;

export interface Unhurried {
  readonly breath: Breath;
  /** Ends the rest at once, and the work with it. */
  readonly stop: () => void;
}

/**
 * Gives long work a pace: behind each step the event loop and the store are everybody else's for
 * several times as long as the step took, and for longer while the event loop is late.
 */
export function unhurried(now: () => number = () => performance.now()): Unhurried {
  let began = now();
  let stopped = false;
  let wake = () => {};
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    async breath() {
      let ms = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, RESTS * (now() - began)));
      for (let rests = 0; !stopped && rests < MOST_RESTS; rests += 1) {
        const from = now();
        await rest(ms);
        const late = now() - from - ms;
        if (late < LATE_MS) break;
        ms = Math.min(LONGEST_MS, RESTS * late);
      }
      began = now();
      return !stopped;
    },
    stop() {
      stopped = true;
      wake();
    },
  };
}
