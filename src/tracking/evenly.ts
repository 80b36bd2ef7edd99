import { setTimeout as pause } from 'node:timers/promises';

/** Longer than any look into the store takes, and short enough for a person. */
export const REFUSED_AFTER_MS = 400;

/**
 * Holds back that nothing was found until a fixed time after the asking: how long it took does not
 * tell whether there is such a case.
 */
export async function evenly<Found>(looking: Promise<Found | null>): Promise<Found | null> {
  const begun = performance.now();
  const found = await looking;
  if (found === null) await pause(Math.max(0, REFUSED_AFTER_MS - (performance.now() - begun)));
  return found;
}
