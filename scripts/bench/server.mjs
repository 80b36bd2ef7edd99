// Starts the built server as a process of its own, as `npm start` does, and stops it.
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SECRET = 'a-secret-for-the-benchmark';
export const VERIFY_TOKEN = 'verify';
export const PAGE = '1212';
const alive = new Set();

/**
 * @param options.nodeArgs go to Node; `BENCH_NODE_ARGS` unless told, e.g. `--cpu-prof` for a profile
 * @param options.folder where `dialogs/`, `knowledge/` and `dist/` lie, when not here
 * @returns a running server: how long its start took in ms, and how to write to it
 */
export async function startServer({
  graphUrl,
  dataDir,
  env = {},
  folder = null,
  nodeArgs = process.env.BENCH_NODE_ARGS?.split(' ') ?? [],
}) {
  const main = folder === null ? 'scripts/start.mjs' : 'dist/server/main.js';
  const running = await startProcess({
    args: [...nodeArgs, main],
    cwd: folder ?? '.',
    env: {
      DATA_DIR: dataDir,
      FACEBOOK_GRAPH_URL: graphUrl,
      ADMIN_PASSWORD: 'a-long-password',
      BURST_MS: '0',
      LOG_LEVEL: 'warn',
      // The invented past is older than what is kept: it would be erased under the measurement.
      RETENTION: 'off',
      ...env,
    },
    ready: '/healthz',
  });
  return { ...running, post: (items) => post(running.url, items) };
}

/**
 * Starts a bot in a process of its own, on a free port of the loopback interface. It does not outlive
 * this process.
 * @param options.ready the path that answers 200 once it runs
 */
export async function startProcess({ args, cwd, env, ready }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const server = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      FACEBOOK_ACCESS_TOKEN: 'token',
      FACEBOOK_APP_SECRET: SECRET,
      FACEBOOK_VERIFY_TOKEN: VERIFY_TOKEN,
      FACEBOOK_PAGE_ID: PAGE,
      ...env,
    },
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const kill = () => {
    server.kill('SIGKILL');
    return ended;
  };
  alive.add(kill);
  process.once('exit', kill);
  void ended.then(() => {
    alive.delete(kill);
    process.off('exit', kill);
  });
  await answering(`${url}${ready}`, server).catch((error) => {
    kill();
    throw error;
  });
  return {
    url,
    startMs: performance.now() - began,
    hasEnded: () => server.exitCode !== null || server.signalCode !== null,
    residentMb: () => residentMb(server.pid),
    cpuMs: () => cpuMs(server.pid),
    async stop() {
      const from = performance.now();
      server.kill('SIGINT');
      await ended;
      return performance.now() - from;
    },
  };
}

/** Ends whatever has been started and still runs, at once. */
export function killProcesses() {
  return Promise.all([...alive].map((kill) => kill()));
}

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function textFrom(psid, text, mid) {
  return {
    sender: { id: psid },
    recipient: { id: PAGE },
    timestamp: Date.now(),
    message: { mid, text },
  };
}

async function post(url, items) {
  const body = JSON.stringify({
    object: 'page',
    entry: [{ id: PAGE, time: Date.now(), messaging: items }],
  });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const response = await fetch(`${url}/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`The webhook answered ${response.status}.`);
}

async function answering(address, server) {
  for (let tries = 0; tries < 3_000; tries += 1) {
    if (server.exitCode !== null) throw new Error('The server did not start.');
    const ok = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The server did not answer within 30 seconds.');
}

/** Megabytes that the process keeps in memory (Linux); NaN when it has ended. */
function residentMb(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(procFile(pid, 'status'))?.[1] ?? NaN) / 1024;
}

/** User and system time so far; Linux counts in hundredths of a second. NaN when it has ended. */
function cpuMs(pid) {
  const fields = procFile(pid, 'stat').split(') ').at(1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function procFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** Time that all processors have worked so far (Linux), time taken by other guests of the host included. */
export function busyMs() {
  const [, ...fields] = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0].split(/\s+/);
  const [user, nice, system, , , irq, softIrq, steal] = fields.map(Number);
  return (user + nice + system + irq + softIrq + steal) * 10;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
