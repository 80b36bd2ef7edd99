import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { APP, PAGE, SECRET, TOKEN } from './wild-graph.ts';

const SERVER = 'dist/server/main.js';
const START_MS = 180_000;
const logLine = z.looseObject({
  level: z.number(),
  msg: z.string(),
  message: z.string().optional(),
  reason: z.string().optional(),
});
const WARN = 40;
const ERROR = 50;

/** The built server as a process of its own, on one port and one store, however often it is killed. */
export class ServerProcess {
  readonly url: string;
  readonly #port: number;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  /** What was logged at level `warn`, by event name. */
  readonly warnings = new Map<string, number>();
  /** Messages for which the server got no answer from Graph in its time, by its own word. */
  readonly unanswered = new Set<string>();
  /** Errors that were logged and are not among the expected ones, and ends that nobody ordered. */
  readonly failures: string[] = [];
  /** Names of errors that belong to the fault on trial. */
  expected: readonly string[] = [];

  static async on(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
    if (!existsSync(SERVER)) throw new Error('The server is not built. Run: npm run test:faults');
    return new ServerProcess(await freePort(), environment);
  }

  private constructor(port: number, environment: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#environment = environment;
    this.url = `http://127.0.0.1:${port}`;
  }

  get lives(): boolean {
    return this.#child !== null;
  }

  get pid(): number {
    const { pid } = this.#living;
    if (pid === undefined) throw new Error('The server has no number.');
    return pid;
  }

  /** Starts it. @returns a promise of the moment from which it serves */
  start(): Promise<void> {
    const child = spawn(process.execPath, [SERVER], {
      env: { PATH: process.env['PATH'] ?? '', ...this.#settings() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.on('data', (chunk) => this.failures.push(String(chunk).slice(0, 500)));
    child.on('exit', (code) => {
      if (this.#child === child) this.failures.push(`ended by itself with ${code}`);
    });
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The server did not start.')), START_MS);
      child.once('exit', () => {
        clearTimeout(late);
        reject(new Error('The server ended.'));
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        // A killed process may have begun a line.
        if (line.startsWith('{') && line.endsWith('}')) this.#heard(line);
        if (!line.startsWith('Agents:')) return;
        clearTimeout(late);
        resolve();
      });
    });
  }

  /** Ends it at once, as the system does when memory runs out. */
  kill(): Promise<void> {
    return this.#end('SIGKILL').then(() => undefined);
  }

  /** Ends it as a service manager does. @returns its exit code */
  stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#living;
    this.#child = null;
    if (child.exitCode !== null) return child.exitCode;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  get #living(): ChildProcess {
    if (this.#child === null) throw new Error('The server is not started.');
    return this.#child;
  }

  #heard(line: string): void {
    if (line.startsWith('{"level":30') && !line.includes('"no_answer"')) return;
    const { level, msg, message, reason } = logLine.parse(JSON.parse(line));
    if (message !== undefined && reason === 'no_answer') this.unanswered.add(message);
    if (level >= ERROR) {
      if (!this.expected.includes(msg)) this.failures.push(line.slice(0, 1_000));
    } else if (level >= WARN) this.warnings.set(msg, (this.warnings.get(msg) ?? 0) + 1);
  }

  #settings(): Record<string, string> {
    return {
      PORT: String(this.#port),
      HOST: '127.0.0.1',
      // Set, though empty: no `.env` of this folder takes its place.
      MONGODB_URI: '',
      FACEBOOK_ACCESS_TOKEN: TOKEN,
      FACEBOOK_APP_SECRET: SECRET,
      FACEBOOK_VERIFY_TOKEN: 'verify-me',
      FACEBOOK_PAGE_ID: PAGE,
      FACEBOOK_APP_ID: APP,
      BURST_MS: '50',
      REPLY_UNDO_SECONDS: '0',
      ADMIN_PASSWORD: 'a-long-password',
      LOG_LEVEL: 'info',
      ...this.#environment,
    };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
