// Finds Poppler's pdftoppm, which shows PDFs as readers do, or installs it where that can be done.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stop } from './packages.mjs';

const PLACES = ['/usr/bin/pdftoppm', '/usr/local/bin/pdftoppm', '/opt/homebrew/bin/pdftoppm'];

export function ensurePoppler() {
  const find = () =>
    [process.env.PDFTOPPM_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
  const found = find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('› Installing Poppler for the tests of papers …');
    const options = { stdio: ['ignore', 'ignore', 'inherit'] };
    spawnSync('apt-get', ['update', '-q'], options);
    const install = ['install', '-y', '-q', '--no-install-recommends', 'poppler-utils'];
    spawnSync('apt-get', install, options);
    const installed = find();
    if (installed !== undefined) return installed;
  }
  return stop(
    'The tests of papers need pdftoppm. Install it (Debian: apt-get install poppler-utils) or set PDFTOPPM_PATH.',
  );
}
