// What is measured: the desk on either store, and what else a Messenger bot can be built with.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stop } from '../../lib/packages.mjs';
import { later } from './clean-up.mjs';
import { startProcess, startServer, temporaryFolder, VERIFY_TOKEN } from '../server.mjs';

const PEERS = fileURLToPath(new URL('../peers', import.meta.url));
const DIALOGS = fileURLToPath(new URL('dialogs', import.meta.url));

export const OURS = ['sqlite', 'mongodb'];

/**
 * Each starts one system, its Graph calls going to `graphUrl`, whose certificate is in `caFile`.
 * @returns the running process; what it leaves behind is cleared up at the end
 */
export const SYSTEMS = {
  sqlite: (graph) => desk(graph, {}),
  mongodb: onMongo,
  botkit: (graph) => peer(graph, 'botkit.js'),
  bottender: (graph) => peer(graph, 'server.js', 'bottender'),
  bare: (graph) => peer(graph, 'bare.js'),
};

/** Installs the peers, which are no part of the product, when they are missing or their lock has changed. */
export function ensurePeers() {
  const lock = createHash('sha256').update(readFileSync(join(PEERS, 'package-lock.json')));
  const digest = lock.digest('hex');
  const stamp = join(PEERS, 'node_modules/.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.error('› Installing what is measured against (about a minute) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    stop(
      'What is measured against could not be installed. Check the connection to the npm registry.',
    );
  }
  writeFileSync(stamp, digest);
}

function peer({ graphUrl, caFile }, main, folder = '.') {
  return startProcess({
    args: [main],
    cwd: join(PEERS, folder),
    env: {
      NODE_ENV: 'production',
      NODE_EXTRA_CA_CERTS: caFile,
      FACEBOOK_GRAPH_URL: graphUrl,
    },
    ready: `/webhook?hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=1`,
  });
}

/** The built desk with its own dialogs and knowledge and the two flows of the benchmark beside them. */
async function desk({ graphUrl, caFile }, env) {
  const folder = temporaryFolder();
  later(folder.remove);
  for (const name of ['dialogs', 'knowledge']) {
    cpSync(name, join(folder.path, name), { recursive: true });
  }
  cpSync(DIALOGS, join(folder.path, 'dialogs'), { recursive: true });
  symlinkSync(resolve('dist'), join(folder.path, 'dist'));
  const options = {
    graphUrl,
    dataDir: join(folder.path, 'data'),
    folder: folder.path,
    env: { NODE_ENV: '', NODE_EXTRA_CA_CERTS: caFile, ...env },
  };
  // The first start trains the models and keeps them; the second is what a running desk looks like.
  await (await startServer({ ...options, nodeArgs: [] })).stop();
  return startServer(options);
}

async function onMongo(graph) {
  const { createConnection } = await import('mongoose');
  const url = new URL(graph.mongoUri);
  url.pathname = `/desk-bench-${process.pid}`;
  later(async () => {
    const connection = await createConnection(url.toString()).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });
  return desk(graph, { MONGODB_URI: url.toString() });
}
