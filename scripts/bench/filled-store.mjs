// What benchmarks on a store that was filled before have in common.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** Runs the filler in `scripts/bench/<name>/fill.mjs` and resolves with what it tells. */
export function fill(name, args) {
  const filler = spawn(
    process.execPath,
    ['--import', 'tsx', join('scripts', 'bench', name, 'fill.mjs'), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const chunks = [];
  filler.stdout.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    filler.once('exit', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString()));
      else reject(new Error('The store could not be filled.'));
    });
  });
}

/** The address of a new database on a server. */
export function databaseOf(uri, name) {
  const url = new URL(uri);
  url.pathname = `/desk-${name}-${randomBytes(4).toString('hex')}`;
  return url.toString();
}

export async function drop(uri) {
  const { createConnection } = await import('mongoose');
  const connection = await createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

/** @returns {Promise<string>} the cookie of the session */
export async function signIn(url, username, password) {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (response.status !== 200) throw new Error(`Signing in answered ${response.status}.`);
  return response.headers.get('set-cookie').split(';')[0];
}
