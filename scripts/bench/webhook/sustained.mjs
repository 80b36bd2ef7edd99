import { rowOf } from './figures.mjs';
import { openLoop } from './loads.mjs';

const PEOPLE = 100;
const STEP = 1.2;
const MOST_STEPS = 5;
/** A backlog that is gone by then was none. */
const SOON_MS = 500;

/**
 * How many echo messages a second are answered when they come without waiting for each other: the
 * highest rate of a ladder that is kept up with, counted up to the last answer.
 * @param rows what the same system has shown so far; the ladder begins a little below that
 */
export async function sustainedRow({ system, rows, ms, ...tools }) {
  const seen = rows.filter(({ delayMs }) => delayMs === 0).map(({ perSecond }) => perSecond);
  let rate = Math.max(10, 0.7 * Math.max(...seen, 0));
  let best = null;
  let direction = null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const load = await openLoop({ ...tools, people: PEOPLE, rate, ms });
    const row = rowOf(
      { system, load: 'sustained', scenario: 'echo', delayMs: 0, people: PEOPLE },
      load,
    );
    const keptUp = row.lost === 0 && load.tookMs <= ms + SOON_MS;
    if (best === null || (keptUp && row.perSecond > best.perSecond)) best = row;
    direction ??= keptUp ? 'up' : 'down';
    if (direction === 'up' ? !keptUp : keptUp) break;
    rate = direction === 'up' ? rate * STEP : rate / STEP;
  }
  return best;
}
