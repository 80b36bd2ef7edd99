import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { AcceptedSend } from '../../src/simulator/graph/stand-in.ts';
import type { MessageView, ThreadView } from '../../src/simulator/view-types.ts';
import { dataFolder } from './shipped.ts';

const SERVER = 'dist/server/main.js';
const GRAPH = 'dist/server/cli/graph-stand-in.js';
const PAGE = { id: '1212', token: 'token-for-tests', secret: 'an-app-secret-for-tests' };

/** The built server and the Graph stand-in, each a process of its own, joined over HTTP alone. */
export class TwoProcesses {
  readonly #directory = dataFolder('two-processes');
  readonly #environment: Readonly<Record<string, string>>;
  readonly #children: ChildProcess[] = [];
  #serverUrl = '';
  #graphUrl = '';

  /** @param environment more for the server, such as its store */
  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  get running(): { readonly url: string } {
    return { url: this.#serverUrl };
  }

  async start(): Promise<void> {
    if (!existsSync(SERVER) || !existsSync(GRAPH)) {
      throw new Error('The server is not built. Run: node scripts/test.mjs test/e2e');
    }
    const port = await freePort();
    this.#serverUrl = `http://127.0.0.1:${port}`;
    const graph = this.#spawn(GRAPH, [
      ...['--page', PAGE.id, '--token', PAGE.token, '--app-secret', PAGE.secret],
      ...['--webhook', `${this.#serverUrl}/webhook`, '--require-proof'],
    ]);
    const { url } = JSON.parse(await lineWith(graph, '"url"')) as { url: string };
    this.#graphUrl = url;
    await lineWith(this.#spawnServer(port), this.#serverUrl.replace('127.0.0.1', 'localhost'));
  }

  /** Ends both and returns their exit codes, server first. */
  async stop(): Promise<readonly (number | null)[]> {
    const codes: (number | null)[] = [];
    for (const child of this.#children.toReversed()) {
      const ended = child.exitCode === null ? once(child, 'exit') : null;
      child.kill('SIGTERM');
      await ended;
      codes.push(child.exitCode);
    }
    rmSync(this.#directory, { recursive: true, force: true });
    return codes;
  }

  /** A new person of the stand-in. */
  async person(name: string): Promise<ProcessPerson> {
    const { psid } = await this.#graph<ThreadView>('/people', { name });
    return new ProcessPerson(psid, (path, body) => this.#graph(path, body), this.#graphUrl);
  }

  async sentTo(psid: string): Promise<readonly AcceptedSend[]> {
    return (await this.#graph<{ items: AcceptedSend[] }>(`/sent?psid=${psid}`)).items;
  }

  async #graph<Body>(path: string, body?: object): Promise<Body> {
    const response = await fetch(`${this.#graphUrl}/api/simulator${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as Body;
  }

  #spawnServer(port: number): ChildProcess {
    return this.#spawn(SERVER, [], {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: this.#directory,
      // Set, though empty: no `.env` of this folder takes its place.
      MONGODB_URI: '',
      FACEBOOK_ACCESS_TOKEN: PAGE.token,
      FACEBOOK_APP_SECRET: PAGE.secret,
      FACEBOOK_VERIFY_TOKEN: 'verify-me',
      FACEBOOK_PAGE_ID: PAGE.id,
      FACEBOOK_APP_ID: '12120',
      FACEBOOK_GRAPH_URL: this.#graphUrl,
      EVIDENCE_HOSTS: new URL(this.#graphUrl).host,
      BURST_MS: '30',
      REPLY_UNDO_SECONDS: '0',
      ADMIN_PASSWORD: 'a-long-password',
      LOG_LEVEL: 'warn',
      ...this.#environment,
    });
  }

  #spawn(program: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    return child;
  }
}

/** One simulated person, driven over HTTP. */
export class ProcessPerson {
  readonly psid: string;
  readonly #graph: <Body>(path: string, body?: object) => Promise<Body>;
  readonly #graphUrl: string;

  constructor(psid: string, graph: ProcessPerson['act'], graphUrl: string) {
    this.psid = psid;
    this.#graph = graph;
    this.#graphUrl = graphUrl;
  }

  /** Says something and waits until the Page has answered with `part`. */
  async say(text: string, part: string): Promise<string> {
    return this.#answered(part, () => this.act('text', { text }));
  }

  /** Taps the newest quick reply whose title holds `title`. */
  async tap(title: string, part: string): Promise<string> {
    const { messages } = await this.thread();
    const shown = messages.findLast(({ quickReplies }) =>
      quickReplies.some((reply) => reply.includes(title)),
    );
    const index = shown?.quickReplies.findIndex((reply) => reply.includes(title));
    return this.#answered(part, () => this.act('tap', { messageId: shown?.id, index }));
  }

  async attach(bytes: Buffer, mediaType: string, part: string): Promise<string> {
    return this.#answered(part, async () => {
      const response = await fetch(
        `${this.#graphUrl}/api/simulator/people/${this.psid}/attachment`,
        {
          method: 'POST',
          headers: { 'content-type': mediaType, 'x-filename': 'slip' },
          body: new Uint8Array(bytes),
        },
      );
      if (!response.ok) throw new Error(`The attachment was answered ${response.status}`);
    });
  }

  act<Body>(action: string, body: object = {}): Promise<Body> {
    return this.#graph(`/people/${this.psid}/${action}`, body);
  }

  thread(): Promise<ThreadView> {
    return this.#graph(`/people/${this.psid}`);
  }

  /** Waits until the Page has sent something with `part`, and returns what it sent since `before`. */
  async heard(part: string, before = 0): Promise<string> {
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      const { messages } = await this.thread();
      const words = messages.slice(before).flatMap(wordsOf).join('\n');
      if (words.includes(part)) return words;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The Page did not answer with: ${part}`);
  }

  async #answered(part: string, act: () => Promise<unknown>): Promise<string> {
    const before = (await this.thread()).messages.length;
    await act();
    return this.heard(part, before);
  }
}

function wordsOf({ side, content }: MessageView): string[] {
  return side === 'page' && 'text' in content ? [content.text] : [];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The first line on standard output that holds `part`. */
async function lineWith(child: ChildProcess, part: string): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const line = text
      .split('\n')
      .slice(0, -1)
      .find((each) => each.includes(part));
    if (line !== undefined) {
      // Read on, or the pipe fills and the process stops.
      child.stdout?.resume();
      return line;
    }
  }
  throw new Error(`The process ended before it said ${part}:\n${text}`);
}
