// `npm run test:faults`: kills, Graph faults, a store that is full, locked or gone, races and clock
// jumps, at full size, with a summary at the end. Exit code 1 on any breach.
//   --kills N     how often the server is killed (200)
//   --events N    how many webhook events come meanwhile (5000)
//   --seeds N     courses of each race and each mix of faults (1000)
//   --seed N      another course of kills and events (1)
//   --engine E    sqlite (default) or mongo
//   --only WORD   test files with this word in their name
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, stop } from './lib/packages.mjs';
import { ensureBuild } from './lib/build.mjs';
import { startMongo } from './lib/mongod.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
const text = (usual) => ({ type: 'string', default: usual });
const { values } = parseArgs({
  options: {
    kills: text('200'),
    events: text('5000'),
    seeds: text('1000'),
    seed: text('1'),
    engine: text('sqlite'),
    only: text(''),
  },
});
ensurePackages();
await ensureBuild({ pages: true });
const files = readdirSync('test/faults')
  .filter((name) => name.endsWith('.test.ts') && name.includes(values.only))
  .map((name) => `test/faults/${name}`);
if (files.length === 0) stop(`No test file of test/faults has "${values.only}" in its name.`);
const mongo = values.engine === 'mongo' ? await startMongo() : null;
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const report = join(folder, 'report.jsonl');
const began = performance.now();
const mocha = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...files], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_ENV: 'test',
    TEST_MONGODB_URI: mongo?.uri ?? '',
    FAULT_KILLS: values.kills,
    FAULT_EVENTS: values.events,
    FAULT_SEEDS: values.seeds,
    FAULT_SEED: values.seed,
    FAULT_ENGINE: values.engine,
    FAULT_REPORT: report,
  },
});
// A run that was broken off is never a green one.
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    mocha.kill(signal);
  });
}
const code = await new Promise((resolve) => mocha.once('exit', resolve));
await mongo?.stop();
const found = existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : [];
rmSync(folder, { recursive: true, force: true });
const findings = found.map((line) => JSON.parse(line));
console.table(
  findings.map(({ fault, tries, events, lost, doubled, disordered, breaches }) => ({
    fault,
    tries,
    events,
    lost,
    'doubled (explained)': doubled,
    'out of order': disordered,
    verdict: breaches.length === 0 ? 'holds' : `${breaches.length} breaches`,
  })),
);
const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(`${findings.length} faults in ${minutes} minutes, seed ${values.seed}`);
const breached = findings.some(({ breaches }) => breaches.length > 0);
process.exit(interrupted ? 130 : code !== 0 || breached ? 1 : 0);
