// `npm run bench:desk`: agents at their desks while messages come in. Each message is timed from the
// webhook's 200 to the moment at which an agent's connection hears of it and the page has read it.
// `--engine sqlite|mongodb`, `--lines` stored before, `--agents`, `--open` conversations that they
// hold, `--rate` messages a second, `--seconds`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { loadavg } from 'node:os';
import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../lib/build.mjs';
import { startMongo } from '../lib/mongod.mjs';
import { ensurePackages } from '../lib/packages.mjs';
import { DeskAgent, FILTERS, signIn } from './desk/agent.mjs';
import { Timings } from './desk/timings.mjs';
import { startGraphAtOnce } from './graph-at-once.mjs';
import { startServer, temporaryFolder, textFrom } from './server.mjs';

const AIMS = { screen: 500, list: 100 };
const LISTS = ['mine', 'mine', 'queue', 'all'];
const SIGN_IN_AT_ONCE = 4;
const QUIET = Object.fromEntries(
  Object.entries(FILTERS).map(([list, filter]) => [list, `/api/conversations?limit=50&${filter}`]),
);

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    lines: { type: 'string', default: '1000000' },
    agents: { type: 'string', default: '200' },
    open: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
});
process.chdir(new URL('../..', import.meta.url).pathname);
ensurePackages();
await ensureBuild({ pages: true });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const mongo = values.engine === 'mongodb' ? await startMongo() : null;
const graph = await startGraphAtOnce();
const data = temporaryFolder();
const desks = [];
let server = null;
try {
  const { MONGODB_URI, place } = storeAt();
  console.error(`› Filling the store with ${values.lines} lines …`);
  const told = await fill(place);
  const env = MONGODB_URI === undefined ? {} : { MONGODB_URI };
  server = await startServer({ graphUrl: graph.url, dataDir: data.path, env });
  process.exitCode = (await run(told)) ? 0 : 1;
} finally {
  for (const desk of desks) desk.close();
  await server?.stop();
  await graph.stop();
  await mongo?.stop();
  data.remove();
}

async function run({ password, agents, open }) {
  const timings = new Timings();
  const idle = server.residentMb();
  const openOf = (agent) => open.find((one) => one.agent === agent).id;
  for (let from = 0; from < agents.length; from += SIGN_IN_AT_ONCE) {
    const group = agents.slice(from, from + SIGN_IN_AT_ONCE);
    const cookies = await Promise.all(group.map((name) => signIn(server.url, name, password)));
    for (const [place, cookie] of cookies.entries()) {
      const agent = from + place;
      const desk = new DeskAgent({
        url: server.url,
        cookie,
        conversation: openOf(agent),
        list: LISTS[agent % LISTS.length],
        seen: timings,
      });
      await desk.connect();
      desks.push(desk);
    }
  }
  console.error(`› ${desks.length} agents are connected.`);
  for (let round = 0; round < 20; round += 1) {
    for (const list of Object.keys(QUIET)) await desks[0].get(QUIET[list], `quiet list: ${list}`);
  }
  const load = loadavg()[0];
  const cpu = server.cpuMs();
  const began = performance.now();
  let most = 0;
  const count = Number(values.rate) * Number(values.seconds);
  const sends = [];
  for (let number = 0; number < count; number += 1) {
    const due = began + (number * 1_000) / Number(values.rate);
    if (due > performance.now()) await pause(due - performance.now());
    sends.push(send(timings, open, number));
    if (number % Number(values.rate) === 0) most = Math.max(most, server.residentMb());
  }
  await Promise.all(sends);
  await pause(3_000);
  const seconds = (performance.now() - began) / 1_000;
  const cpuShare = (server.cpuMs() - cpu) / (seconds * 10);
  return report(timings, { idle, most, cpuShare, seconds, load });
}

/** Every other message goes to a conversation that is open on a screen. */
async function send(timings, open, number) {
  const place =
    number % 2 === 0
      ? Math.floor(Math.random() * Number(values.agents))
      : Math.floor(Math.random() * open.length);
  const { id, psid } = open[place];
  const text = `ข้อความที่ ${number} ค่ะ`;
  timings.sent(id, text, place < Number(values.agents));
  await server.post([textFrom(psid, text, `m_bench_${number}_${psid}`)]);
  timings.accepted(id, text);
}

function report(timings, { idle, most, cpuShare, seconds, load }) {
  console.log(
    `${values.engine}: ${values.agents} agents, ${values.open} open conversations, ${values.rate} messages a second for ${values.seconds} s, ${values.lines} lines stored; load of the machine before: ${load.toFixed(1)}`,
  );
  console.table(timings.table(seconds));
  console.log(
    `server: ${idle.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, ${cpuShare.toFixed(0)} % of a processor`,
  );
  const screen = timings.p95('webhook to line in the open thread');
  const lists = Math.max(...Object.keys(QUIET).map((list) => timings.p95(`quiet list: ${list}`)));
  const verdict = (met, what) => console.log(`${met ? '✓ met   ' : '✗ missed'}  ${what}`);
  const met = { screen: screen < AIMS.screen, list: lists < AIMS.list };
  verdict(met.screen, `event to screen p95 ${screen.toFixed(0)} ms (aim < ${AIMS.screen} ms)`);
  verdict(met.list, `inbox list p95 ${lists.toFixed(0)} ms (aim < ${AIMS.list} ms)`);
  const complete = timings.missing === 0;
  verdict(complete, `${timings.missing} lines never came to the screen that they belong on`);
  return met.screen && met.list && complete;
}

function storeAt() {
  if (mongo === null) return { place: data.path };
  const url = new URL(mongo.uri);
  url.pathname = `/bench-desk-${randomBytes(4).toString('hex')}`;
  return { place: url.href, MONGODB_URI: url.href };
}

async function fill(place) {
  const { engine, lines, agents, open } = values;
  const args = ['scripts/bench/desk/fill.mjs', engine, place, lines, agents, open];
  const filler = spawn(process.execPath, ['--import', 'tsx', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return json(filler.stdout);
}
