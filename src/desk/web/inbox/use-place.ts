import { useCallback, useSyncExternalStore } from 'react';
import { readPlace, writePlace, type Place } from './place.ts';

/** @returns the place, and how to go elsewhere: on top of the history, or in place of its last entry */
export function usePlace(): [Place, (next: Partial<Place>, how?: 'push' | 'replace') => void] {
  const hash = useSyncExternalStore(subscribeToPlace, () => location.hash);
  const go = useCallback((next: Partial<Place>, how: 'push' | 'replace' = 'push') => {
    const address = writePlace({ ...readPlace(location.hash), ...next });
    if (address === location.hash) return;
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return [readPlace(hash), go];
}

export function subscribeToPlace(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  addEventListener('popstate', listener);
  return () => {
    removeEventListener('hashchange', listener);
    removeEventListener('popstate', listener);
  };
}
