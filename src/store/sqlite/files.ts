import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Breath, EvidenceFiles } from '../../ports.ts';

/** The turn that sent bytes again has stored its record by then. */
const SENT_AGAIN_MS = 5 * 60_000;

export interface EvidenceFolder extends EvidenceFiles {
  /**
   * Drops what was last written before a moment and no record refers to.
   * @param breath comes behind each of the folder's 256 parts; false ends the sweep
   * @returns how many
   */
  sweep(before: number, isReferred: (sha256: string) => boolean, breath: Breath): Promise<number>;
}

/** Evidence bytes as files under `folder/ab/abcdef…`, written whole or not at all. */
export function evidenceFolder(folder: string, newName: () => string): EvidenceFolder {
  const sentAgain = new Map<string, number>();
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in lower-case hex.');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const isSentAgain = (sha256: string) => {
    const at = sentAgain.get(sha256);
    if (at !== undefined && performance.now() - at < SENT_AGAIN_MS) return true;
    sentAgain.delete(sha256);
    return false;
  };
  const exists = async (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  return {
    async put(sha256: string, bytes: Buffer): Promise<void> {
      const path = pathOf(sha256);
      if (await exists(path)) {
        sentAgain.set(sha256, performance.now());
        return;
      }
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
    async drop(sha256: string): Promise<void> {
      if (isSentAgain(sha256)) return;
      await rm(pathOf(sha256), { force: true });
    },
    async sweep(before, isReferred, breath): Promise<number> {
      let dropped = 0;
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, shelf))) {
          const path = join(folder, shelf, name);
          const kept = /^[0-9a-f]{64}$/.test(name) && (isReferred(name) || isSentAgain(name));
          if (kept || (await stat(path)).mtimeMs >= before) continue;
          await rm(path, { force: true });
          dropped += 1;
        }
        if (!(await breath())) break;
      }
      return dropped;
    },
  };
}
