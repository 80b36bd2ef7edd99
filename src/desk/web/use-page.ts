import { useSyncExternalStore } from 'react';
import { pageIn, type DeskPage } from './pages.ts';
import { subscribeToPlace } from './inbox/use-place.ts';

/** Which page of the desk is shown. */
export function usePage(): DeskPage {
  return useSyncExternalStore(subscribeToPlace, () => pageIn(location.hash));
}
