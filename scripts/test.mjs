// `npm test`: the whole suite, or the files and options that are passed on to mocha.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePackages } from './lib/packages.mjs';
import { ensureBuild } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { ensurePoppler } from './lib/poppler.mjs';
import { startMongo } from './lib/mongod.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
const asked = process.argv.slice(2);
const files = asked.some((word) => word.includes('test/')) ? [] : ['test/**/*.test.ts'];
const browser = files.length > 0 || asked.some((word) => /test\/(browser|documents)/.test(word));
const chromium = browser ? ensureChromium() : '';
const papers = files.length > 0 || asked.some((word) => word.includes('test/documents'));
const poppler = papers ? ensurePoppler() : '';
const stores =
  files.length > 0 || asked.some((word) => /test\/(contracts|e2e|store|\*)/.test(word));
const mongo = stores ? await startMongo() : null;
// Trained once a run: a model kept from another day might be of other code.
const models = mkdtempSync(join(tmpdir(), 'models-'));
const mocha = spawn(
  process.execPath,
  [
    'node_modules/mocha/bin/mocha.js',
    '--reporter',
    'scripts/lib/counting-reporter.cjs',
    // Browsers, stores and timers are waited for most of the time: two files at once take half of it.
    ...(files.length > 0 ? ['--parallel', '--jobs', '2'] : []),
    ...asked,
    ...files,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'test',
      CHROMIUM_PATH: chromium,
      PDFTOPPM_PATH: poppler,
      TEST_MODELS_DIR: models,
      TEST_MONGODB_URI: mongo?.uri ?? '',
    },
  },
);
// A run that was broken off is never a green one, whatever mocha makes of it.
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    mocha.kill(signal);
  });
}
mocha.on('exit', (code) => {
  rmSync(models, { recursive: true, force: true });
  void Promise.resolve(mongo?.stop()).finally(() => process.exit(interrupted ? 130 : (code ?? 1)));
});
