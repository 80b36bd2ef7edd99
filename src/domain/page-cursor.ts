import type { Instant } from './ids.ts';

/** Where a list that is ordered by time goes on: the last item's time and id. */
export interface PageCursor {
  readonly at: Instant;
  readonly id: string;
}

/** The opaque text that a client sends back. */
export function formatCursor(cursor: PageCursor): string {
  return `${cursor.at}_${cursor.id}`;
}

/** Null for a text that we never made: the list then begins at its start. */
export function parseCursor(text: string): PageCursor | null {
  const match = /^(\d+)_(.+)$/.exec(text);
  return match === null ? null : { at: Number(match[1]), id: match[2] ?? '' };
}
