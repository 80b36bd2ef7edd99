// `npm run screenshots`: makes the pictures of the main screens in test/browser/screenshots anew.
// Chromium: CHROMIUM_PATH, else /usr/bin/chromium.
import { spawnSync } from 'node:child_process';
import { ensureBuild } from './lib/build.mjs';
import { ensurePackages } from './lib/packages.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
const { status } = spawnSync('node_modules/.bin/mocha', ['test/browser/main-screens.ts'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test' },
});
process.exitCode = status ?? 1;
