import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildContent, readContent, type Content } from '../../src/content/content.ts';
import { modelsOf } from '../../src/content/models.ts';

let ofThisProcess: string | null = null;
let content: Content | null = null;

/** Where models that one server or test has trained are found by all others of the same run. */
function modelsFolder(): string {
  const given = process.env['TEST_MODELS_DIR'] ?? '';
  if (given !== '') return given;
  if (ofThisProcess === null) {
    const folder = mkdtempSync(join(tmpdir(), 'models-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    ofThisProcess = folder;
  }
  return ofThisProcess;
}

/** A new folder for DATA_DIR: empty but for the trained models, which would take seconds to make. */
export function dataFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  symlinkSync(modelsFolder(), join(folder, 'models'), 'dir');
  return folder;
}

/** The content of this repository, read and trained once for all tests of a process. */
export function shippedContent(): Content {
  if (content === null) {
    const source = readContent(process.cwd());
    content = buildContent(source, modelsOf(source, modelsFolder()));
  }
  return content;
}
