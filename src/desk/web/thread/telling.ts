const LOOKING_AGAIN_MS = 20_000;
/** Sooner than typing runs out at the server, after 8 seconds. */
const TYPING_AGAIN_MS = 5_000;
const LEAST_APART_MS = 3_000;
/** Who has not touched a key for so long types no more. */
const PAUSE_MS = 4_000;

/** What a screen has told of itself, and since when nobody has typed. */
export interface Telling {
  /** Null: nothing yet. */
  readonly told: { readonly typing: boolean; readonly at: number } | null;
  /** Null: nothing is being typed. */
  readonly lastKeyAt: number | null;
}

/**
 * What to tell now, and when to ask again, in milliseconds from now: at once when typing begins or
 * stops, now and then while all stays as it is, and never more often than every 3 seconds.
 */
export function nextTelling(
  { told, lastKeyAt }: Telling,
  now: number,
): { readonly typing: boolean; readonly isDue: boolean; readonly againIn: number } {
  const typing = lastKeyAt !== null && now - lastKeyAt < PAUSE_MS;
  const again = typing ? TYPING_AGAIN_MS : LOOKING_AGAIN_MS;
  const stopsIn = typing ? lastKeyAt + PAUSE_MS - now : Infinity;
  const wait = told?.typing === typing ? again : LEAST_APART_MS;
  const dueIn = told === null ? 0 : told.at + wait - now;
  const isDue = dueIn <= 0;
  return { typing, isDue, againIn: Math.min(stopsIn, isDue ? again : dueIn) };
}
