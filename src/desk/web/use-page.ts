import { useSyncExternalStore } from 'react';
import { isCasePlace } from './case-place.ts';
import { subscribeToPlace } from './use-place.ts';

/** Pages beside the conversations, by the first word behind the `#`. */
const PAGES = ['account', 'audit', 'erasures'] as const;
export type DeskPage = (typeof PAGES)[number] | 'cases' | 'conversations';

export function pageIn(hash: string): DeskPage {
  if (isCasePlace(hash)) return 'cases';
  const [name] = hash.replace(/^#\/?/, '').split(/[/?]/);
  return PAGES.find((page) => page === name) ?? 'conversations';
}

/** Which page of the desk is shown. */
export function usePage(): DeskPage {
  return useSyncExternalStore(subscribeToPlace, () => pageIn(location.hash));
}
