// `npm run bench:webhook`: the built desk on both stores against Botkit's own webhook, Bottender and a
// bare Express handler, in one run, on one Graph API stand-in. `--help` lists the options.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { printProfiles } from './profile/print.mjs';
import { killProcesses, temporaryFolder } from './server.mjs';
import { cleanUp, later } from './webhook/clean-up.mjs';
import { closedLoop } from './webhook/loads.mjs';
import { createCrowd } from './webhook/crowd.mjs';
import { rowOf } from './webhook/figures.mjs';
import { startGraph } from './webhook/graph.mjs';
import { readOptions } from './webhook/options.mjs';
import { printHead, printOthers, printRow, printVerdicts } from './webhook/print.mjs';
import { sustainedRow } from './webhook/sustained.mjs';
import { ensurePeers, OURS, SYSTEMS } from './webhook/systems.mjs';
import { verdicts } from './webhook/verdict.mjs';

/** What is slow is cut short, so that a run stays under eight minutes: a system, and the whole. */
const SYSTEM_MS = 75_000;
const RUN_MS = 420_000;

const options = readOptions();
process.chdir(new URL('../..', import.meta.url).pathname);
if (options.profile !== null) {
  mkdirSync(options.profile, { recursive: true });
  process.env.BENCH_NODE_ARGS = `--cpu-prof --cpu-prof-dir=${options.profile}`;
}
ensurePackages();
await ensureBuild({ pages: true });
ensurePeers();
const { selfSigned } = await import('./webhook/certificate.mjs');
const certificate = await selfSigned();
const place = temporaryFolder();
later(place.remove);
const caFile = join(place.path, 'graph.pem');
writeFileSync(caFile, certificate.cert);
const graph = await startGraph(certificate);
later(graph.stop);
const mongo = options.systems.includes('mongodb') ? await startMongo() : null;
later(() => mongo?.stop());
const began = performance.now();
const benches = [];
process.once('SIGINT', () => {
  later(killProcesses);
  void cleanUp().then(() => process.exit(130));
});
try {
  for (const system of options.systems) await startSystem(system);
  const { events, ms } = options;
  printHead();
  // Setting by setting, so that what is compared was measured within seconds.
  for (const setting of settings()) {
    for (const bench of benches) {
      await measure(bench, async () => {
        const load = await closedLoop({ ...bench.tools, ...setting, events, ms });
        return rowOf({ system: bench.system, ...setting }, load);
      });
    }
  }
  for (const bench of benches) {
    const { system, tools, rows } = bench;
    await measure(bench, () => sustainedRow({ ...tools, system, rows, ms }));
    if (bench.leftOut > 0) {
      const why = tools.running.hasEnded() ? 'It has ended by itself' : 'The time was up';
      console.log(`${why}; left out of ${system}: ${bench.leftOut} rows`);
    }
    await bench.stop();
  }
  const rows = benches.flatMap((bench) => bench.rows);
  printOthers(rows);
  const found = verdicts(rows, OURS);
  printVerdicts(found);
  if (options.json !== null) {
    const text = JSON.stringify({ node: process.version, rows, verdicts: found }, null, 2);
    writeFileSync(options.json, `${text}\n`);
  }
  if (options.profile !== null) printProfiles([options.profile]);
  console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s`);
} finally {
  await cleanUp();
}

/** Starts a system, notes it, and warms it up. */
async function startSystem(system) {
  const running = await SYSTEMS[system]({ graphUrl: graph.url, caFile, mongoUri: mongo?.uri });
  const crowd = createCrowd({ url: running.url, graph });
  let stopped = null;
  const stop = () => {
    crowd.close();
    return (stopped ??= running.stop());
  };
  later(stop);
  const tools = { crowd, graph, running };
  benches.push({ system, tools, rows: [], spentMs: 0, leftOut: 0, stop });
  await warmUp(tools);
}

/** Adds a row, unless there is no time left for it. */
async function measure(bench, row) {
  const isLate = bench.spentMs > SYSTEM_MS || performance.now() - began > RUN_MS;
  if (isLate || bench.tools.running.hasEnded()) {
    bench.leftOut += 1;
    return;
  }
  const from = performance.now();
  const measured = await row();
  bench.spentMs += performance.now() - from;
  bench.rows.push(measured);
  printRow(measured);
}

function settings() {
  const { scenarios, delays, people } = options;
  return scenarios.flatMap((scenario) =>
    delays.flatMap((delayMs) =>
      people.map((count) => ({ load: 'closed', scenario, delayMs, people: count })),
    ),
  );
}

/** Both talks, until the code that they run is compiled. */
async function warmUp(tools) {
  const load = { delayMs: 0, people: 20, events: 600, ms: 2_500 };
  for (const scenario of ['echo', 'dialog']) await closedLoop({ ...tools, ...load, scenario });
}
