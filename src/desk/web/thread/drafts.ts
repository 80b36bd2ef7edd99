import { useReducer } from 'react';

const PREFIX = 'draft ';

export type Mode = 'reply' | 'note';

/** A text that is being written, kept over a reload of this tab and forgotten with it. */
export function useDraft(conversation: string, mode: Mode): [string, (text: string) => void] {
  const key = `${PREFIX}${mode} ${conversation}`;
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const write = (text: string) => {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
    redraw();
  };
  return [sessionStorage.getItem(key) ?? '', write];
}

/** What was written must not wait for the next person at this machine. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}
