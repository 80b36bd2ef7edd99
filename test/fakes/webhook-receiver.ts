import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  readonly raw: Buffer;
  readonly signature: string;
  /** `messaging` or `standby`, and its items. */
  readonly source: string;
  readonly items: readonly Record<string, unknown>[];
}

/** A webhook on loopback that keeps what was posted to it. */
export class WebhookReceiver {
  readonly posts: ReceivedPost[] = [];
  /** Statuses of the next answers; 200 when there are none. */
  readonly statuses: number[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const status = this.statuses.shift() ?? 200;
        if (status === 200) {
          const signature = String(request.headers['x-hub-signature-256']);
          this.posts.push(readPost(Buffer.concat(chunks), signature));
        }
        response.writeHead(status).end();
      });
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhook`;
  }

  /** Every item of every post, in the order of arrival. */
  get items(): readonly Record<string, unknown>[] {
    return this.posts.flatMap((post) => post.items);
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

function readPost(raw: Buffer, signature: string): ReceivedPost {
  const body = JSON.parse(raw.toString()) as {
    entry: { messaging?: Record<string, unknown>[]; standby?: Record<string, unknown>[] }[];
  };
  const [entry] = body.entry;
  return {
    raw,
    signature,
    source: entry?.standby === undefined ? 'messaging' : 'standby',
    items: entry?.messaging ?? entry?.standby ?? [],
  };
}
