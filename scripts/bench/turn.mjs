// `npm run bench:turn`: one turn at a time on the embedded store, with a Graph that answers at once.
// Prints start-up, acknowledgement and turn times, memory and stop time. `--turns N` (default 1,000).
import { parseArgs } from 'node:util';
import { ensurePackages } from '../lib/packages.mjs';
import { ensureBuild } from '../lib/build.mjs';
import { startGraphAtOnce } from './graph-at-once.mjs';
import { startServer, temporaryFolder, textFrom } from './server.mjs';

process.chdir(new URL('../..', import.meta.url).pathname);
const { values } = parseArgs({ options: { turns: { type: 'string', default: '1000' } } });
ensurePackages();
await ensureBuild({ pages: true });

/** What one consumer says, turn by turn: a question of the knowledge store, then a complaint. */
const TALK = [
  'สวัสดีค่ะ',
  'ศูนย์ 1212 ติดต่อเบอร์อะไร',
  'สั่งของไปสองอาทิตย์แล้วไม่ได้ของ โอนไป 1,500 ทางกสิกร',
  'เสื้อยืด 3 ตัว',
  'ร้านเสื้อน้องมะลิ',
  'บล็อก',
  'ข้าม',
  'ยินยอม ส่งเรื่อง',
  'ข้าม',
];

const graph = await startGraphAtOnce();
const data = temporaryFolder();
let server = null;
const run = { graphUrl: graph.url, dataDir: data.path };
try {
  // The first start makes the store and whatever is cached; the second one is the warm one.
  await (await startServer(run)).stop();
  server = await startServer(run);
  const residentAtStart = server.residentMb();
  const acks = [];
  const turns = [];
  const turnCount = Number(values.turns);
  const cpuBefore = server.cpuMs();
  const began = performance.now();
  for (let turn = 0; turn < turnCount; turn += 1) {
    const psid = String(500_000 + Math.floor(turn / TALK.length));
    const arrival = graph.nextTo(psid);
    const from = performance.now();
    await server.post([textFrom(psid, TALK[turn % TALK.length], `m_${turn}`)]);
    acks.push(performance.now() - from);
    const at = await within(arrival, 10_000, `Turn ${turn} was not answered within ten seconds.`);
    turns.push(at - from);
    await seconds(0.002);
  }
  const elapsed = performance.now() - began;
  const cpu = server.cpuMs() - cpuBefore;
  const resident = server.residentMb();
  const { startMs } = server;
  const stopMs = await server.stop();
  server = null;
  console.table({
    'warm start to /healthz, ms': row(startMs, 3_000),
    'webhook to 200, ms, p50': row(quantile(acks, 0.5)),
    'webhook to 200, ms, p95': row(quantile(acks, 0.95)),
    'webhook to Send API call, ms, p50': row(quantile(turns, 0.5)),
    'webhook to Send API call, ms, p95': row(quantile(turns, 0.95), 50),
    'webhook to Send API call, ms, p99': row(quantile(turns, 0.99)),
    'CPU of one turn, ms': row(cpu / turnCount),
    'resident after the start, MB': row(residentAtStart),
    [`resident after ${turnCount} turns, MB`]: row(resident, 250),
    'stop after SIGINT, ms': row(stopMs, 5_000),
  });
  console.log(
    `${turnCount} turns, ${turnCount / TALK.length} people, ${(elapsed / 1_000).toFixed(1)} s`,
  );
} finally {
  await server?.stop();
  await graph.stop();
  data.remove();
}

function row(measured, target = null) {
  const value = Number(measured.toFixed(1));
  return target === null
    ? { measured: value }
    : { measured: value, target, met: measured <= target };
}

function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

async function within(promise, ms, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function seconds(count) {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}
