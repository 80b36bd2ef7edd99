import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentMessage {
  readonly psid: string;
  readonly text: string;
  readonly quickReplies: readonly { title: string; payload: string }[];
  readonly metadata: string;
}

/** A Graph API on loopback that remembers what was sent, fails on request and serves one picture. */
export class FakeGraph {
  readonly sent: SentMessage[] = [];
  /** Answers for the next sends, taken one by one before normal service. */
  readonly failures: { status: number; body: unknown }[] = [];
  readonly #server: Server;
  #url = '';

  constructor(picture: Buffer) {
    this.#server = createServer((request, response) => {
      if (request.url?.startsWith('/media/') === true) {
        response.setHeader('content-type', 'image/png').end(picture);
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Body;
        const failure = body.message === undefined ? undefined : this.failures.shift();
        if (failure !== undefined) {
          response.statusCode = failure.status;
          response.end(JSON.stringify(failure.body));
          return;
        }
        if (body.message !== undefined) {
          this.sent.push({
            psid: body.recipient?.id ?? '',
            text: body.message.text ?? '',
            quickReplies: body.message.quick_replies ?? [],
            metadata: body.message.metadata ?? '',
          });
        }
        response.end(
          JSON.stringify({ recipient_id: body.recipient?.id, message_id: `m_${this.sent.length}` }),
        );
      });
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return this.#url;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

interface Body {
  recipient?: { id: string };
  message?: {
    text?: string;
    metadata?: string;
    quick_replies?: { title: string; payload: string }[];
  };
}
