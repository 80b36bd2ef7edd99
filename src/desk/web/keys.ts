import { useLocalStorage } from '@mantine/hooks';
import { useLayoutEffect } from 'react';

/** By place on the keyboard, since a Thai layout has other letters there. */
const PLACES: Readonly<Record<string, KeyAction>> = {
  ArrowDown: 'next',
  KeyJ: 'next',
  ArrowUp: 'previous',
  KeyK: 'previous',
  KeyC: 'claim',
  KeyR: 'reply',
  KeyN: 'note',
  KeyZ: 'undo',
};

export type KeyAction =
  'next' | 'previous' | 'claim' | 'reply' | 'note' | 'undo' | 'search' | 'help';

/** Single keys can be switched off: some people's speech or shaking hands press them (WCAG 2.1.4). */
export function useKeysSetting() {
  return useLocalStorage({ key: 'keys', defaultValue: true, getInitialValueInEffect: false });
}

/** Calls back for the desk's keys, except while somebody types or a dialog or menu is open. */
export function useKeys(enabled: boolean, onKey: (action: KeyAction) => void): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.key === 'Escape' && isTextField(target)) {
        target.blur();
        return;
      }
      const action = actionOf(event);
      if (action === null || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!enabled && action !== 'help') return;
      if (isTextField(target) || target.closest('[role=dialog],[role=menu]')) return;
      if (event.key.startsWith('Arrow') && target.closest('[data-own-arrows],[role=radiogroup]'))
        return;
      event.preventDefault();
      onKey(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled, onKey]);
}

function actionOf(event: KeyboardEvent): KeyAction | null {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return 'help';
  if (event.code === 'Slash') return 'search';
  return event.shiftKey ? null : (PLACES[event.code] ?? null);
}

function isTextField(target: HTMLElement): boolean {
  return target.matches('input:not([type=radio]), textarea, select, [contenteditable]');
}
