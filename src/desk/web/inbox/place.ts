import { COMPLAINT_TYPES, type ComplaintType } from '../../../domain/problem-types.ts';

export const LISTS = ['mine', 'snoozed', 'queue', 'bot', 'all', 'resolved'] as const;
export type ListName = (typeof LISTS)[number];
export type Pane = 'list' | 'thread' | 'case';

/** What is left out of a list. */
export interface ListFilter {
  readonly type: ComplaintType | null;
  readonly urgentOnly: boolean;
  /** Words that are looked for in all lists; empty: none. */
  readonly q: string;
}

/** Where the agent is. It stands behind the `#`, so that reload and Back work and no log sees ids. */
export interface Place extends ListFilter {
  readonly list: ListName;
  readonly conversation: string | null;
  readonly pane: Pane;
}

export function readPlace(hash: string): Place {
  const [whole = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [list = '', conversation = '', pane = ''] = whole.split('/').map(decodeURIComponent);
  const query = new URLSearchParams(search);
  const filter: ListFilter = {
    type: COMPLAINT_TYPES.find((type) => type === query.get('type')) ?? null,
    urgentOnly: query.get('urgency') === 'urgent',
    q: query.get('q') ?? '',
  };
  const known = LISTS.find((name) => name === list) ?? 'queue';
  if (conversation === '') return { ...filter, list: known, conversation: null, pane: 'list' };
  return { ...filter, list: known, conversation, pane: pane === 'case' ? 'case' : 'thread' };
}

/** @param place without filters: a list as it is */
export function writePlace(
  place: Pick<Place, 'list' | 'conversation' | 'pane'> & Partial<ListFilter>,
): string {
  const { list, conversation, pane, type, urgentOnly, q } = place;
  const query = new URLSearchParams({
    ...(type && { type }),
    ...(urgentOnly === true && { urgency: 'urgent' }),
    ...(q && { q }),
  }).toString();
  const filter = query === '' ? '' : `?${query}`;
  if (conversation === null || pane === 'list') return `#/${list}${filter}`;
  const end = pane === 'case' ? '/case' : '';
  return `#/${list}/${encodeURIComponent(conversation)}${end}${filter}`;
}
