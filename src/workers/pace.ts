/** Longest that computing may keep the event loop from what else has come, in milliseconds. */
const SLICE_MS = 4;

/**
 * Spreads computing over the rounds of the event loop: a webhook that comes in while many turns are
 * due is answered between two of them, not behind all.
 * @returns resolves when the caller may compute: at once while the round has time left, else later, in
 * the order of the calls
 */
export function createPace(now: () => number = () => performance.now()): () => Promise<void> {
  let line = Promise.resolve();
  let began = Number.NEGATIVE_INFINITY;
  const turn = async () => {
    if (now() - began < SLICE_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    began = now();
  };
  return () => (line = line.then(turn));
}
