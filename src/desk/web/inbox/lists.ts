import type { ListName } from './place.ts';

/** What each list asks for. */
export const LISTS: Readonly<Record<ListName, string>> = {
  mine: 'control=agent&assignee=me&resolved=false&snoozed=false',
  snoozed: 'control=agent&assignee=me&resolved=false&snoozed=true',
  queue: 'control=queue&resolved=false',
  bot: 'control=bot&resolved=false',
  all: 'resolved=false',
  resolved: 'resolved=true',
};

/**
 * Whether a list is to be read again when a conversation has changed that is in the same lists as
 * before. Those who wait stand in the order in which they came: what is not among the rows stays out
 * of them. In the others whoever writes comes to the top, from below too.
 * @param asked the list's query
 * @param list its rows; undefined: they are not read yet
 */
export function mayChange(
  asked: string,
  list: { readonly rows: readonly { readonly id: string }[] } | undefined,
  conversation: string,
  isMine: boolean,
): boolean {
  if (asked.startsWith(LISTS.mine) || asked.startsWith(LISTS.snoozed)) return isMine;
  if (list === undefined || !asked.startsWith(LISTS.queue)) return true;
  return list.rows.some(({ id }) => id === conversation);
}
