import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the shipped content that a test may spoil. */
export class ContentFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'content-'));
  /** Where trained models are kept. */
  readonly models = join(this.path, 'data', 'models');

  constructor() {
    for (const place of ['dialogs', 'knowledge']) {
      cpSync(place, join(this.path, place), { recursive: true });
    }
  }

  /** Changes one file; throws when the change changes nothing. */
  edit(file: string, change: (text: string) => string): void {
    const before = readFileSync(join(this.path, file), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`Nothing was changed in ${file}.`);
    writeFileSync(join(this.path, file), after);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Waits until something holds; throws when it takes too long. */
export async function until(holds: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
