import { useState } from 'react';
import { LIMITS } from '../../../domain/messaging-limits.ts';

export interface StagedFile {
  readonly key: string;
  readonly file: File;
}

let count = 0;

/** Files that were chosen and not sent yet. They do not outlive the page: a browser gives no path to keep. */
export function useStagedFiles() {
  const [files, setFiles] = useState<readonly StagedFile[]>([]);
  const [tooLarge, setTooLarge] = useState(false);
  return {
    files,
    /** Whether one of the last chosen was left out for its size. */
    tooLarge,
    add: (chosen: readonly File[]): void => {
      const fitting = chosen.filter(({ size }) => size <= LIMITS.fileBytes);
      setTooLarge(fitting.length < chosen.length);
      setFiles((before) => [
        ...before,
        ...fitting.map((file) => ({ key: `file ${(count += 1)}`, file })),
      ]);
    },
    remove: (key: string): void => {
      setFiles((before) => before.filter((one) => one.key !== key));
    },
  };
}

export type StagedFiles = ReturnType<typeof useStagedFiles>;

/** What was dropped or pasted with files in it. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}
