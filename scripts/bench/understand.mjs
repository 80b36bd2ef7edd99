// `npm run understand:bench`: the desk's own reading beside what npm offers, on the same data, in one
// run. Each contender has a process of its own, so that memory can be told apart.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensurePackages, stop } from '../lib/packages.mjs';

const PEERS = 'scripts/bench/understanding-peers';
const CONTENDERS = {
  intents: ['ours', 'natural as shipped', 'natural on segmenter words', 'node-nlp, Thai'],
  entries: ['ours', 'minisearch as shipped', 'minisearch on segmenter words'],
};

process.chdir(new URL('../..', import.meta.url).pathname);
ensurePackages();
if (!existsSync(`${PEERS}/node_modules`)) {
  console.error('› Installing what is compared with …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop('The packages to compare with could not be installed.');
}

for (const [task, names] of Object.entries(CONTENDERS)) {
  const rows = names.map((name) => ({ name, ...run(task, name) }));
  console.log(`\n${task}: ${rows[0].trained} texts to learn from, ${rows[0].asked} held out`);
  console.table(
    Object.fromEntries(
      rows.map(({ name, right, three, trainMs, textMs, megabytes }) => [
        name,
        {
          'right first, %': (100 * right).toFixed(1),
          'in the first 3, %': (100 * three).toFixed(1),
          'training, ms of CPU': Math.round(trainMs),
          'a text, ms of CPU': textMs.toFixed(3),
          'memory, MB': Math.round(megabytes),
        },
      ]),
    ),
  );
}

printSpeed(runScript('scripts/bench/understanding-speed.mjs'));

function run(task, name) {
  return runScript(`${PEERS}/run.mjs`, task, name);
}

function printSpeed({ texts, utteranceMs, training, warmMs, megabytes }) {
  console.log('\nThe desk as it runs (aims of the project in brackets)');
  const ms = (figure) => `${figure.toFixed(2)} ms`;
  console.table({
    [`one of ${texts.toLocaleString('en')} utterances through intents, facts and entries`]: {
      figure: `p50 ${ms(utteranceMs.p50)}, p95 ${ms(utteranceMs.p95)} (2), p99 ${ms(utteranceMs.p99)}`,
    },
    ...Object.fromEntries(
      Object.entries(training).map(([name, seconds]) => [
        `training: ${name}`,
        { figure: `${seconds.toFixed(2)} s (3)` },
      ]),
    ),
    'trained models in memory': { figure: `${megabytes.toFixed(1)} MB (40)` },
    'start with kept models adds': {
      figure: `p50 ${Math.round(warmMs.p50)} ms (150), worst of 5 ${Math.round(warmMs.worst)} ms`,
    },
  });
}

/** Runs a script in a process of its own and reads the JSON of its last line. */
function runScript(...script) {
  const child = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', ...script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const last = child.stdout.trim().split('\n').at(-1) ?? '';
  if (child.status !== 0 || !last.startsWith('{')) stop(`${script.at(-1)} broke off.`);
  return JSON.parse(last);
}
