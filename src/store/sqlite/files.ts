import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { EvidenceFiles } from '../../ports.ts';

/** Evidence bytes as files under `folder/ab/abcdef…`, written whole or not at all. */
export function evidenceFolder(folder: string, newName: () => string): EvidenceFiles {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in lower-case hex.');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const exists = async (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  return {
    async put(sha256: string, bytes: Buffer): Promise<void> {
      const path = pathOf(sha256);
      if (await exists(path)) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const part = `${path}.${newName()}.part`;
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
    },
    async open(sha256: string): Promise<Readable | null> {
      const path = pathOf(sha256);
      return (await exists(path)) ? createReadStream(path) : null;
    },
  };
}
