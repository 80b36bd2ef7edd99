// `npm run bench:growth`: the built server on stores of different sizes, all at once and in turns, so
// that what else the machine does falls on all of them alike. Prints p50 and p95 of each measurement and
// their ratio to the smallest store. `--engine sqlite|mongodb|both`, `--sizes 10000,100000` (stored
// lines), `--rounds N`.
import { parseArgs } from 'node:util';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { databaseOf, drop, fill } from './filled-store.mjs';
import { startGraphAtOnce } from './graph-at-once.mjs';
import { chanceOf } from './growth/chance.mjs';
import { measurements, NAMES } from './growth/measure.mjs';
import { startServer, temporaryFolder } from './server.mjs';

/** A million lines take MongoDB longer to load than a run may take, on a machine where it is slow. */
const SIZES = { sqlite: '10000,100000,1000000', mongodb: '10000,100000' };
const AIM = 1.3;
const EACH_ROUND = 5;

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'both' },
    sizes: { type: 'string' },
    rounds: { type: 'string', default: '20' },
  },
});
process.chdir(new URL('../..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
const engines = values.engine === 'both' ? ['sqlite', 'mongodb'] : [values.engine];
let met = true;
for (const engine of engines) met = (await benchmark(engine)) && met;
process.exitCode = met ? 0 : 1;

async function benchmark(engine) {
  const sizes = (values.sizes ?? SIZES[engine]).split(',').map(Number);
  const mongo = engine === 'mongodb' ? await startMongo() : null;
  const graph = await startGraphAtOnce();
  const stores = [];
  try {
    for (const size of sizes) stores.push(await openStore(engine, size, mongo, graph));
    const figures = await measure(stores);
    return report(engine, stores, figures);
  } finally {
    for (const store of stores) await store.close();
    await graph.stop();
    await mongo?.stop();
  }
}

/** A filled store and a server on it. */
async function openStore(engine, size, mongo, graph) {
  const data = temporaryFolder();
  const database = mongo === null ? null : databaseOf(mongo.uri, `growth-${size}`);
  const remove = async () => {
    if (database !== null) await drop(database);
    data.remove();
  };
  const began = performance.now();
  const env = database === null ? {} : { MONGODB_URI: database };
  let told;
  let loaded;
  let server;
  try {
    told = await fill('growth', [engine, database ?? data.path, String(size)]);
    loaded = performance.now() - began;
    server = await startServer({ graphUrl: graph.url, dataDir: data.path, env });
  } catch (error) {
    await remove();
    throw error;
  }
  const chance = chanceOf(size);
  console.error(
    `› ${engine}: ${size} lines in ${told.conversations} conversations, loaded in ${(loaded / 1_000).toFixed(0)} s`,
  );
  return {
    size,
    measurements: await measurements({ server, graph, told, chance }),
    async close() {
      await server.stop();
      await remove();
    },
  };
}

async function measure(stores) {
  const figures = stores.map(() => new Map());
  for (let round = -1; round < Number(values.rounds); round += 1) {
    for (const kind of Object.keys(NAMES)) {
      for (const [index, store] of stores.entries()) {
        for (let time = 0; time < EACH_ROUND; time += 1) {
          const took = await store.measurements[kind]();
          // The first round warms up.
          if (round < 0) continue;
          NAMES[kind].forEach((name, figure) => {
            const known = figures[index].get(name) ?? [];
            figures[index].set(name, [...known, took[figure]]);
          });
        }
      }
    }
  }
  return figures;
}

function report(engine, stores, figures) {
  let met = true;
  const table = {};
  for (const [name, smallest] of figures[0]) {
    const row = {};
    const worst = { p50: 0, p95: 0 };
    for (const [index, { size }] of stores.entries()) {
      for (const [percentile, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
      ]) {
        const value = quantile(figures[index].get(name), share);
        row[`${size} ${percentile}`] = Number(value.toFixed(2));
        worst[percentile] = Math.max(worst[percentile], value / quantile(smallest, share));
      }
    }
    row['× p50'] = Number(worst.p50.toFixed(2));
    row['× p95'] = Number(worst.p95.toFixed(2));
    row.met = worst.p50 <= AIM && worst.p95 <= AIM;
    met &&= row.met;
    table[name] = row;
  }
  const count = Number(values.rounds) * EACH_ROUND;
  console.log(`${engine}: milliseconds over HTTP, ${count} times each; aim: at most × ${AIM}`);
  console.table(table);
  return met;
}

function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
