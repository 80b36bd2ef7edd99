import type { MessageView } from '../../shapes.ts';

/** As much of a thread as has been read: its lines in rising order up to the latest. */
export interface LongThread {
  readonly lines: readonly MessageView[];
  /** Before which older lines are to be read; null: the thread begins with the first line. */
  readonly older: string | null;
}

export interface LinesPage {
  readonly items: readonly MessageView[];
  readonly nextCursor: string | null;
}

/**
 * Puts lines that were just read into the thread. They are right about everything from the first of
 * them to where they were asked for: what is known of that part and is not among them has gone.
 * @param before the place they were asked for; null: they are the latest
 */
export function withLines(
  thread: LongThread | undefined,
  page: LinesPage,
  before: number | null,
): LongThread {
  const { items, nextCursor } = page;
  if (thread === undefined) return { lines: items, older: nextCursor };
  const from = nextCursor === null ? 0 : (items[0]?.seq ?? before ?? 0);
  const above = thread.lines.filter(({ seq }) => seq < from);
  const below = before === null ? [] : thread.lines.filter(({ seq }) => seq >= before);
  const older = above.length === 0 ? nextCursor : thread.older;
  return { lines: [...above, ...items, ...below], older };
}

/** Whether lines are missing between what is known and these latest ones. */
export function leavesGap(thread: LongThread | undefined, page: LinesPage): boolean {
  const known = thread?.lines.at(-1)?.seq;
  const first = page.items[0]?.seq;
  if (known === undefined || first === undefined) return false;
  return page.nextCursor !== null && first > known + 1;
}
