// One agent's desk without a browser: the live connection, and behind each event what the page reads
// again, at the pace of the page's own code.
import { Agent as Connections, get, request } from 'node:http';
import { LISTS, mayChange } from '../../../src/desk/web/inbox/lists.ts';
import { Refresher } from '../../../src/desk/web/refresher.ts';

const { mine, queue, all } = LISTS;
export const FILTERS = { mine, queue, all };

export class DeskAgent {
  #url;
  #cookie;
  #connections = new Connections({ keepAlive: true, maxSockets: 6 });
  #seen;
  #stream = null;
  #refresher;
  #rows;
  #mineIds = null;
  /** The conversation that is open on the screen. */
  conversation;
  list;

  /**
   * @param options.seen is told the milliseconds of what arrived: `event(subject)`, `line(text)`,
   * `row(id, text)`, `request(name, took)`
   */
  constructor({ url, cookie, conversation, list, seen }) {
    this.#url = url;
    this.#cookie = cookie;
    this.#seen = seen;
    this.conversation = conversation;
    this.list = list;
    this.#refresher = new Refresher({
      isFirstRead: () => false,
      mayShow: (id) => id === conversation,
      isMine: (id) => this.#mineIds?.includes(id) ?? true,
      mayList: (id, isMine) => mayChange(FILTERS[list], this.#rows, id, isMine),
      read: (key) => this.#read(key),
    });
  }

  /** Resolves once the connection stands and the page has been read. */
  async connect() {
    await this.#listen();
    const { conversation: id } = this;
    const keys = [
      ['conversations'],
      ['counts'],
      ['conversation', id],
      ['messages', id],
      ['evidence'],
    ];
    await Promise.all(keys.map((key) => this.#read(key)));
  }

  #listen() {
    return new Promise((resolve, reject) => {
      const headers = { cookie: this.#cookie, accept: 'text/event-stream' };
      this.#stream = get(`${this.#url}/api/events`, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`Events: ${response.statusCode}.`));
        response.setEncoding('utf8');
        let rest = '';
        response.on('data', (chunk) => {
          const parts = (rest + chunk).split('\n\n');
          rest = parts.pop();
          for (const part of parts) this.#event(part);
        });
        resolve();
      });
      this.#stream.on('error', (error) => reject(error));
    });
  }

  close() {
    this.#refresher.stop();
    this.#stream?.destroy();
    this.#connections.destroy();
  }

  #event(text) {
    const data = /^data: (.*)$/m.exec(text)?.[1];
    if (data === undefined) return;
    const change = JSON.parse(data);
    if (change.topic === 'conversation') this.#seen.event(this, change.subject);
    this.#refresher.add(change);
  }

  async #read([name, id]) {
    const open = `/api/conversations/${encodeURIComponent(this.conversation)}`;
    switch (name) {
      case 'conversations': {
        const { items } = await this.get(
          `/api/conversations?limit=50&${FILTERS[this.list]}`,
          `list: ${this.list}`,
        );
        this.#rows = { rows: items };
        for (const item of items) this.#seen.row(this, item.id, item.lastMessage?.text ?? '');
        return;
      }
      case 'counts':
        this.#mineIds = (await this.get('/api/conversation-counts', 'counts')).mineIds;
        return;
      case 'conversation':
        if (id === this.conversation) await this.get(open, 'conversation');
        return;
      case 'messages':
        if (id !== this.conversation) return;
        for (const { content } of (await this.get(`${open}/messages?limit=50`, 'thread')).items) {
          this.#seen.line(this, content.text ?? '');
        }
        return;
      case 'evidence':
        await this.get(`${open}/evidence`, 'evidence');
    }
  }

  /** Reads one address and tells how long that took. */
  get(path, name) {
    const from = performance.now();
    return new Promise((resolve, reject) => {
      const headers = { cookie: this.#cookie };
      const asked = request(
        `${this.#url}${path}`,
        { headers, agent: this.#connections },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            this.#seen.request(name, performance.now() - from);
            if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks)));
            else reject(new Error(`${path} answered ${response.statusCode}.`));
          });
        },
      );
      // The server closes what was idle for five seconds; like a browser, ask again on a new one.
      asked.on('error', (error) => {
        if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(this.get(path, name));
        else reject(error);
      });
      asked.end();
    });
  }
}

/** @returns the cookie of a new session */
export async function signIn(url, username, password) {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`Signing in answered ${response.status}.`);
  return response.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');
}
