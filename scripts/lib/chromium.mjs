// Finds Chromium for the browser tests, or installs it where that can be done.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stop } from './packages.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function ensureChromium() {
  const found = [process.env.CHROMIUM_PATH ?? '', ...PLACES].find(
    (path) => path !== '' && existsSync(path),
  );
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('› Installing Chromium for the browser tests (about two minutes) …');
    const options = { stdio: ['ignore', 'ignore', 'inherit'] };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  return stop(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
}
