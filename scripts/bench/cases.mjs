// `npm run bench:cases`: the built server on a store of 100,000 invented cases. Prints p50, p95 and p99
// in milliseconds of each search and list, over HTTP and with its entry in the audit.
// `--engine sqlite|mongodb|both`, `--cases N`, `--times N`. MongoDB: TEST_MONGODB_URI, else one of its own.
import { parseArgs } from 'node:util';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { databaseOf, drop, fill, signIn } from './filled-store.mjs';
import { startGraphAtOnce } from './graph-at-once.mjs';
import { chanceOf } from './growth/chance.mjs';
import { startServer, temporaryFolder } from './server.mjs';

const AIM_MS = 100;
const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    cases: { type: 'string', default: '100000' },
    times: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log('Options: --engine sqlite|mongodb|both, --cases 100000, --times 200');
  process.exit(0);
}
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
  const database = mongo === null ? null : databaseOf(mongo.uri, 'cases');
  let server = null;
  try {
    const began = performance.now();
    const told = await fill('cases', [engine, database ?? data.path, values.cases]);
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    console.error(`› ${engine}: ${values.cases} cases loaded in ${seconds} s`);
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

async function measure(url, { password, known }) {
  const chance = chanceOf(2569);
  const one = () => known[Math.floor(chance() * known.length)];
  const cookie = await signIn(url, 'agent', password);
  const search = (words, query = '') => [
    () => `/api/cases?q=${encodeURIComponent(words())}${query}`,
    true,
  ];
  const list = (query) => [() => `/api/cases?${query}`, true];
  const kinds = {
    'search: code': search(() => one().code),
    'search: phone': search(() => one().phone),
    'search: account': search(() => one().account),
    'search: part of an account': search(() => one().account.replaceAll('-', '').slice(0, 6)),
    'search: link': search(() => one().link),
    'search: name of a shop': search(() => one().shop),
    'search: name of a person': search(() => one().name),
    'search: rare words': search(() => one().words),
    'search: words in every fifth case': search(() => 'ร้านเงียบ'),
    'search: such words, one status': search(() => 'ร้านเงียบ', '&status=coordinating'),
    'search: one character': search(() => 'ร'),
    'search: nothing there': [() => `/api/cases?q=${chance()}zq`, false],
    'list: latest': list('limit=50'),
    'list: status': list('status=screening'),
    'list: type and status': list('status=screening&type=loan_scam'),
    'list: agency': list('agency=fda'),
    'one case': [() => `/api/cases/${one().code}`, null],
    'similar cases': [() => `/api/cases/${one().code}/similar`, null],
  };
  const figures = new Map(Object.keys(kinds).map((name) => [name, []]));
  for (let time = -5; time < Number(values.times); time += 1) {
    for (const [name, [path, finds]] of Object.entries(kinds)) {
      const from = performance.now();
      const response = await fetch(`${url}${path()}`, { headers: { cookie } });
      const body = await response.json();
      const took = performance.now() - from;
      if (response.status !== 200) throw new Error(`${name} answered ${response.status}.`);
      if (finds !== null && body.items.length > 0 !== finds) {
        throw new Error(`${name} found ${body.items.length}.`);
      }
      // The first rounds warm up.
      if (time >= 0) figures.get(name).push(took);
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
    table[name] = { p50: at(0.5), p95: at(0.95), p99: at(0.99), met: at(0.95) < AIM_MS };
    met &&= table[name].met;
  }
  console.log(
    `${engine}: ${values.cases} cases, milliseconds over HTTP, ${values.times} times each; aim: p95 < ${AIM_MS}`,
  );
  console.table(table);
  return met;
}
