import type { MessageView } from '../../shapes.ts';

/**
 * The first of the person's last `unread` lines; the oldest that was read when there are more of them
 * further up, null when there are none.
 */
export function firstUnread(lines: readonly MessageView[], unread: number): string | null {
  if (unread <= 0) return null;
  const theirs = lines.filter(({ direction }) => direction === 'in');
  return theirs.at(-unread)?.id ?? theirs[0]?.id ?? null;
}
