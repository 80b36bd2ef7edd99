import { parseCursor } from '../../../domain/page-cursor.ts';
import type { ListedView } from '../../shapes.ts';

/** As much of a list as has been read, from its beginning on. */
export interface LongList {
  readonly rows: readonly ListedView[];
  /** Behind which more is to be read; null: it has been read to its end. */
  readonly end: string | null;
}

export interface ListPage {
  readonly items: readonly ListedView[];
  readonly nextCursor: string | null;
}

/**
 * Puts a page that was just read into the list. It is right about everything from where it begins to
 * its last row: what is known of that part and is not in it has moved or gone.
 * @param after the cursor it was read with; null: it is the list's beginning
 */
export function withPage(
  list: LongList | undefined,
  page: ListPage,
  { after, oldestFirst }: { readonly after: string | null; readonly oldestFirst: boolean },
): LongList {
  if (list === undefined) return { rows: page.items, end: page.nextCursor };
  const isBefore = (a: string, b: string) => (oldestFirst ? 1 : -1) * compare(a, b) < 0;
  const read = new Set(page.items.map(({ id }) => id));
  const others = list.rows.filter(({ id }) => !read.has(id));
  const above =
    after === null
      ? []
      : others.filter(({ cursor }) => cursor === after || isBefore(cursor, after));
  if (page.nextCursor === null) return { rows: [...above, ...page.items], end: null };
  const last = page.nextCursor;
  const below = others.filter(({ cursor }) => isBefore(last, cursor));
  const end = list.end !== null && !isBefore(last, list.end) ? last : list.end;
  return { rows: [...above, ...page.items, ...below], end };
}

function compare(a: string, b: string): number {
  const [left, right] = [parseCursor(a), parseCursor(b)];
  if (left === null || right === null) return 0;
  if (left.at !== right.at) return left.at - right.at;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
