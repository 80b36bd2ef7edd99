import { rmSync } from 'node:fs';
import { start, type Running } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { Database } from '../../src/store/sqlite/database.ts';
import { signatureOf } from '../../src/messenger/signature.ts';
import type { Log } from '../../src/ports.ts';
import { systemClock, systemIds } from '../../src/assembly/system.ts';
import { asksContact } from './asks-contact.ts';
import { FakeGraph } from './fake-graph.ts';
import { testDatabase, type TestDatabase } from './mongo.ts';
import { dataFolder } from './shipped.ts';
import { dumpDatabase, dumpFolder } from './store-dump.ts';

export const SECRET = 'an-app-secret-for-tests';
export const PAGE = '1212';
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const ENGINES = ['SQLite', 'MongoDB'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A whole server on loopback with a fresh store, and the Graph API it talks to. */
export class DeskServer {
  readonly graph = new FakeGraph(PICTURE, {
    pageId: PAGE,
    appId: '12120',
    appSecret: SECRET,
    accessToken: 'token-for-tests',
    requireProof: true,
  });
  readonly directory = dataFolder('desk');
  readonly #database: TestDatabase | null;
  /** Where the server writes what it tells of itself. */
  log: Log = silent;
  /** Whether people press "I agree" as soon as the bot asks for it. */
  agreeWhenAsked = true;
  #running: Running | null = null;
  #mids = 0;

  constructor(engine: EngineName = 'SQLite') {
    this.#database = engine === 'MongoDB' ? testDatabase('server') : null;
  }

  async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.graph.url === '') await this.graph.start();
    this.#running = await this.another(environment);
  }

  /** Starts the server again on the same store. */
  async resume(): Promise<void> {
    this.#running = await this.another({});
  }

  /** One more process on the same store and Graph, with these changes to its environment. */
  another(environment: Readonly<Record<string, string>>): Promise<Running> {
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: this.directory,
      FACEBOOK_ACCESS_TOKEN: 'token-for-tests',
      FACEBOOK_APP_SECRET: SECRET,
      FACEBOOK_VERIFY_TOKEN: 'verify-me',
      FACEBOOK_PAGE_ID: PAGE,
      FACEBOOK_GRAPH_URL: this.graph.url,
      EVIDENCE_HOSTS: this.graph.url.replace('http://', ''),
      BURST_MS: '30',
      REPLY_UNDO_SECONDS: '0',
      ADMIN_PASSWORD: 'a-long-password',
      LOG_LEVEL: 'silent',
      ...(this.#database && { MONGODB_URI: this.#database.uri() }),
      ...environment,
    });
    return start({
      config,
      folder: process.cwd(),
      clock: systemClock,
      ids: systemIds,
      log: this.log,
    });
  }

  get running(): Running {
    if (this.#running === null) throw new Error('The server is not started.');
    return this.#running;
  }

  /** All that lies in the store, as text. */
  async dump(): Promise<string> {
    if (this.#database !== null) return dumpDatabase(this.#database.uri());
    const database = new Database(this.directory, { exclusive: false });
    try {
      return dumpFolder(this.directory, database);
    } finally {
      database.close();
    }
  }

  async pause(): Promise<void> {
    await this.#running?.stop();
    this.#running = null;
  }

  async stop(): Promise<void> {
    await this.pause();
    await this.graph.stop();
    await this.#database?.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Posts a signed webhook body with these items. */
  post(items: readonly object[], options: { signature?: string } = {}): Promise<Response> {
    for (const item of items) this.graph.heard(item);
    const body = JSON.stringify({
      object: 'page',
      entry: [{ id: PAGE, time: Date.now(), messaging: items }],
    });
    return this.postRaw(body, options.signature);
  }

  postRaw(body: string, signature = signatureOf(Buffer.from(body), SECRET)): Promise<Response> {
    return fetch(`${this.running.url}/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body,
    });
  }

  message(psid: string, message: object, at = Date.now()) {
    this.#mids += 1;
    return {
      sender: { id: psid },
      recipient: { id: PAGE },
      timestamp: at,
      message: { mid: `m_in_${this.#mids}_${psid}`, ...message },
    };
  }

  /** Says something and waits for the bot's answer: the texts that came since. */
  async say(psid: string, message: object): Promise<string[]> {
    const before = this.of(psid).length;
    await this.post([this.message(psid, message)]);
    await this.until(() => this.of(psid).length > before);
    await this.quiet();
    const sent = this.of(psid).slice(before);
    const texts = sent.map(({ text }) => text);
    const shown = sent.at(-1)?.quickReplies ?? [];
    const wanted = asksContact(sent.at(-1)?.text ?? '') ? 'act:skip' : '/consent/yes';
    const answer = shown.find(({ payload }) => payload.endsWith(wanted));
    if (answer === undefined || !this.agreeWhenAsked) return texts;
    const pressed = { text: answer.title, quick_reply: { payload: answer.payload } };
    return [...texts, ...(await this.say(psid, pressed))];
  }

  of(psid: string) {
    return this.graph.sent.filter((sent) => sent.psid === psid);
  }

  /** Presses the last shown quick reply whose title holds `part`. */
  async press(psid: string, part: string): Promise<string[]> {
    const shown = this.of(psid).flatMap((sent) => sent.quickReplies);
    const reply = shown.findLast(({ title }) => title.includes(part));
    if (reply === undefined) throw new Error(`No quick reply with ${part} was shown.`);
    return this.say(psid, { text: reply.title, quick_reply: { payload: reply.payload } });
  }

  picture(psid: string): Promise<string[]> {
    const url = `${this.graph.url}/media/slip.png`;
    return this.say(psid, { attachments: [{ type: 'image', payload: { url } }] });
  }

  async quiet(): Promise<void> {
    await this.until(async () => {
      const { intake, outbox } = await this.running.store.backlog();
      return intake + outbox === 0;
    });
  }

  async until(holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
    const end = Date.now() + ms;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('It did not happen in time.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
