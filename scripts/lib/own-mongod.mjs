// A MongoDB replica set of one's own, for tests that hurt it: its member can be stopped, killed and
// started again on the same data, and made to give up being primary.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mongoose';
import { mongoBinary } from './mongod.mjs';

/** Under Wine, on a machine with much else to do, a start takes minutes. */
const READY_MS = 240_000;

/** @throws {Error} that says what to do when no mongod can be had */
export async function startOwnMongo() {
  const binary = await mongoBinary();
  const folder = mkdtempSync(join(tmpdir(), 'desk-own-mongo-'));
  const port = await freePort();
  const address = `mongodb://127.0.0.1:${port}`;
  let server = launch();
  const stop = async () => {
    server.child.kill('SIGCONT');
    server.child.kill('SIGKILL');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await command({ replSetInitiate: configuration(port) });
    await primary();
  } catch (error) {
    await stop();
    throw error;
  }

  function launch() {
    const args = ['--dbpath', folder, '--port', String(port), '--replSet', 'rs0'];
    args.push('--bind_ip', '127.0.0.1', '--setParameter', 'diagnosticDataCollectionEnabled=false');
    const child = spawn(binary, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    return { child, ended };
  }
  async function command(document) {
    for (const end = Date.now() + READY_MS; ;) {
      const connection = createConnection(`${address}/?directConnection=true`, {
        serverSelectionTimeoutMS: 1_000,
      });
      try {
        await connection.asPromise();
        return await connection.db.admin().command(document);
      } catch (error) {
        // Stepping down ends every connection, this one too.
        if ('replSetStepDown' in document) return null;
        if (Date.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      } finally {
        await connection.close().catch(() => undefined);
      }
    }
  }
  async function primary() {
    for (const end = Date.now() + READY_MS; Date.now() < end;) {
      const { isWritablePrimary } = await command({ hello: 1 });
      if (isWritablePrimary === true) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('No member became primary in time.');
  }
  return {
    uri: (database) => `${address}/${database}?replicaSet=rs0`,
    /** Stands still, as on a machine that is out of breath, and goes on. */
    pause: () => void server.child.kill('SIGSTOP'),
    resume: () => void server.child.kill('SIGCONT'),
    /** There is no primary for some seconds. */
    stepDown: (seconds) => command({ replSetStepDown: seconds, force: true }),
    async kill() {
      server.child.kill('SIGKILL');
      await server.ended;
    },
    async restart() {
      server = launch();
      await primary();
    },
    stop,
  };
}

function configuration(port) {
  return {
    _id: 'rs0',
    members: [{ _id: 0, host: `127.0.0.1:${port}` }],
    settings: { electionTimeoutMillis: 2_000 },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
