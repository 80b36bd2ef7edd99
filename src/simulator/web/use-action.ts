import { useEffect, useState } from 'react';
import { ActionError } from './api.ts';
import { useWords } from './words.ts';

const SHOWN_MS = 5_000;

export interface Notice {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

/** Runs actions; what failed is told, and with `told` also what was done. */
export function useAction(): {
  readonly notice: Notice | null;
  readonly run: (action: Promise<unknown>, told?: string) => void;
} {
  const words = useWords();
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const run = (action: Promise<unknown>, told?: string) => {
    setNotice(null);
    action.then(
      () => {
        if (told !== undefined) setNotice({ kind: 'done', text: told });
      },
      (error: unknown) => {
        const status = error instanceof ActionError ? error.status : 0;
        const texts: Readonly<Record<number, string>> = {
          409: words.impossible,
          413: words.tooLarge,
          429: words.tooMany,
        };
        setNotice({ kind: 'failed', text: texts[status] ?? words.failed });
      },
    );
  };
  return { notice, run };
}
