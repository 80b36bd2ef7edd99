// `npm run bench:figures`: the built server on a store of 100,000 invented conversations of the last 90
// days, each with a person's help. Prints how long the supervisor's figures take in milliseconds over
// HTTP: the first time, when finished days are counted, and then. `--engine sqlite|mongodb|both`,
// `--conversations N`, `--times N`. MongoDB: TEST_MONGODB_URI, else one of its own.
import { parseArgs } from 'node:util';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { databaseOf, drop, fill, signIn } from './filled-store.mjs';
import { startGraphAtOnce } from './graph-at-once.mjs';
import { startServer, temporaryFolder } from './server.mjs';

const AIM_MS = 300;
const READ = {
  'over 90 days': '/api/figures/over-time?days=90',
  'over 30 days': '/api/figures/over-time?days=30',
  'over 7 days': '/api/figures/over-time?days=7',
  now: '/api/figures/live',
};
const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    conversations: { type: 'string', default: '100000' },
    times: { type: 'string', default: '50' },
  },
});
process.chdir(new URL('../..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
let met = true;
for (const engine of values.engine === 'both' ? ['sqlite', 'mongodb'] : [values.engine]) {
  met = (await benchmark(engine)) && met;
}
process.exitCode = met ? 0 : 1;

async function benchmark(engine) {
  const mongo = engine === 'mongodb' ? await startMongo() : null;
  const graph = await startGraphAtOnce();
  const data = temporaryFolder();
  const database = mongo === null ? null : databaseOf(mongo.uri, 'figures');
  let server = null;
  try {
    const told = await fill('figures', [engine, database ?? data.path, values.conversations]);
    const env = database === null ? {} : { MONGODB_URI: database };
    server = await startServer({ graphUrl: graph.url, dataDir: data.path, env });
    return report(engine, await measure(server.url, told));
  } finally {
    await server?.stop();
    await graph.stop();
    if (database !== null) await drop(database);
    await mongo?.stop();
    data.remove();
  }
}

async function measure(url, { password, requested, opened }) {
  const cookie = await signIn(url, 'supervisor', password);
  const read = async (path) => {
    const from = performance.now();
    const response = await fetch(`${url}${path}`, { headers: { cookie } });
    const body = await response.json();
    const took = performance.now() - from;
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
    return { took, body };
  };
  const [whole] = Object.values(READ);
  const first = await read(whole);
  const { total, types } = first.body;
  const cases = types.reduce((sum, { count }) => sum + count, 0);
  if (total.requested !== requested || cases !== opened) {
    throw new Error(`Counted ${total.requested} of ${requested}, and ${cases} cases of ${opened}.`);
  }
  const figures = new Map([['over 90 days, the first time', [first.took]]]);
  for (let time = 0; time < Number(values.times); time += 1) {
    for (const [name, path] of Object.entries(READ)) {
      figures.set(name, [...(figures.get(name) ?? []), (await read(path)).took]);
    }
  }
  return figures;
}

function report(engine, figures) {
  const table = {};
  let met = true;
  for (const [name, list] of figures) {
    const sorted = list.toSorted((a, b) => a - b);
    const at = (share) =>
      Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
    table[name] = { times: list.length, p50: at(0.5), p95: at(0.95) };
    // The first time is bounded by the 90 days alone.
    if (list.length > 1) met &&= at(0.95) < AIM_MS;
  }
  console.log(
    `${engine}: ${values.conversations} conversations, milliseconds over HTTP; aim: p95 < ${AIM_MS}`,
  );
  console.table(table);
  return met;
}
