import { useCallback, useSyncExternalStore } from 'react';
import { readCasePlace, writeCasePlace, type CasePlace } from './case-place.ts';
import { subscribeToPlace } from '../inbox/use-place.ts';

export function useCasePlace(): [
  CasePlace,
  (next: Partial<CasePlace>, how?: 'push' | 'replace') => void,
] {
  const hash = useSyncExternalStore(subscribeToPlace, () => location.hash);
  const go = useCallback((next: Partial<CasePlace>, how: 'push' | 'replace' = 'push') => {
    const address = writeCasePlace({ ...readCasePlace(location.hash), ...next });
    if (address === location.hash) return;
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return [readCasePlace(hash), go];
}
