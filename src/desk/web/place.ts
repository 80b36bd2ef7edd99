export const LISTS = ['mine', 'queue', 'bot', 'all', 'resolved'] as const;
export type ListName = (typeof LISTS)[number];
export type Pane = 'list' | 'thread' | 'case';

/** Where the agent is. It stands behind the `#`, so that reload and Back work and no log sees ids. */
export interface Place {
  readonly list: ListName;
  readonly conversation: string | null;
  readonly pane: Pane;
}

export function readPlace(hash: string): Place {
  const [list = '', conversation = '', pane = ''] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .map(decodeURIComponent);
  const known = LISTS.find((name) => name === list) ?? 'queue';
  if (conversation === '') return { list: known, conversation: null, pane: 'list' };
  return { list: known, conversation, pane: pane === 'case' ? 'case' : 'thread' };
}

export function writePlace({ list, conversation, pane }: Place): string {
  if (conversation === null || pane === 'list') return `#/${list}`;
  const end = pane === 'case' ? '/case' : '';
  return `#/${list}/${encodeURIComponent(conversation)}${end}`;
}
