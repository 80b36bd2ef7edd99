// `npm run bench:webhook`: the built desk on both stores against Botkit's own webhook, Bottender and a
// bare Express handler, in one run, on one Graph API stand-in. `--help` lists the options.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages, stop } from '../lib/packages.mjs';
import { printProfiles } from './profile/print.mjs';
import { temporaryFolder } from './server.mjs';
import { closedLoop } from './webhook/loads.mjs';
import { createCrowd } from './webhook/crowd.mjs';
import { rowOf } from './webhook/figures.mjs';
import { startGraph } from './webhook/graph.mjs';
import { printHead, printRow, printVerdicts } from './webhook/print.mjs';
import { sustainedRow } from './webhook/sustained.mjs';
import { ensurePeers, OURS, SYSTEMS } from './webhook/systems.mjs';
import { verdicts } from './webhook/verdict.mjs';

const HELP = `npm run bench:webhook -- [options]
  --quick            10 people, no delay, short: about a minute
  --systems A,B      of ${Object.keys(SYSTEMS).join(', ')}; all unless told
  --scenarios A,B    of echo, dialog
  --people 1,10,100  how many talk at once
  --delays 0,100     ms that the Graph API takes to answer
  --events 2000      most messages of one row
  --json FILE        the rows and the verdict
  --profile DIR      CPU profiles of the desk, and where its time went; slower by the profiling`;

const called = process.cwd();
process.chdir(new URL('../..', import.meta.url).pathname);
const options = readOptions();
ensurePackages();
await ensureBuild({ pages: true });
ensurePeers();
const { selfSigned } = await import('./webhook/certificate.mjs');
const certificate = await selfSigned();
const place = temporaryFolder();
const caFile = join(place.path, 'graph.pem');
writeFileSync(caFile, certificate.cert);
const graph = await startGraph(certificate);
const mongo = options.systems.includes('mongodb') ? await startMongo() : null;
const began = performance.now();
const rows = [];
try {
  printHead();
  for (const system of options.systems) rows.push(...(await measured(system)));
  const found = verdicts(rows, OURS);
  printVerdicts(found);
  if (options.json !== undefined) {
    const text = JSON.stringify({ node: process.version, rows, verdicts: found }, null, 2);
    writeFileSync(resolve(called, options.json), `${text}\n`);
  }
  if (options.profile !== null) printProfiles([options.profile]);
  console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s`);
} finally {
  await graph.stop();
  await mongo?.stop();
  place.remove();
}

/** All rows of one system, which is started once for them. */
async function measured(system) {
  const running = await SYSTEMS[system]({ graphUrl: graph.url, caFile, mongoUri: mongo?.uri });
  const crowd = createCrowd({ url: running.url, graph });
  const tools = { crowd, graph, running };
  const own = [];
  const keep = (row) => {
    own.push(row);
    printRow(row);
  };
  try {
    await warmUp(tools);
    for (const scenario of options.scenarios) {
      for (const delayMs of options.delays) {
        for (const people of options.people) {
          const setting = { system, load: 'closed', scenario, delayMs, people };
          const { events, ms } = options;
          keep(rowOf(setting, await closedLoop({ ...tools, ...setting, events, ms })));
        }
      }
    }
    keep(await sustainedRow({ ...tools, system, rows: own, ms: options.ms }));
    return own;
  } finally {
    crowd.close();
    await running.stop();
  }
}

/** Both talks, until the code that they run is compiled. */
async function warmUp(tools) {
  const load = { delayMs: 0, people: 20, events: 600, ms: 2_500 };
  for (const scenario of ['echo', 'dialog']) await closedLoop({ ...tools, ...load, scenario });
}

function readOptions() {
  const list = { type: 'string' };
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      systems: list,
      scenarios: list,
      people: list,
      delays: list,
      events: { type: 'string', default: '2000' },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { quick } = values;
  const several = (text, otherwise) => text?.split(',') ?? otherwise;
  const numbers = (text, otherwise) => several(text, otherwise).map(Number);
  const read = {
    systems: several(values.systems, values.profile === undefined ? Object.keys(SYSTEMS) : OURS),
    scenarios: several(values.scenarios, ['echo', 'dialog']),
    people: numbers(values.people, quick ? [10] : [1, 10, 100]),
    delays: numbers(values.delays, quick ? [0] : [0, 100]),
    events: Number(values.events),
    ms: quick ? 1_500 : 3_000,
    json: values.json,
    profile: values.profile === undefined ? null : resolve(called, values.profile),
  };
  const wrong =
    read.systems.some((name) => SYSTEMS[name] === undefined) ||
    read.scenarios.some((name) => !['echo', 'dialog'].includes(name)) ||
    ![...read.people, read.events].every((count) => Number.isInteger(count) && count > 0) ||
    !read.delays.every((ms) => ms >= 0);
  if (wrong) stop(`One of the options cannot be read.\n${HELP}`);
  if (read.profile !== null) {
    mkdirSync(read.profile, { recursive: true });
    process.env.BENCH_NODE_ARGS = `--cpu-prof --cpu-prof-dir=${read.profile}`;
  }
  return read;
}
