import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { GraphFault } from '../../src/simulator/graph/fault.ts';
import { GraphStandIn } from '../../src/simulator/graph/stand-in.ts';

export const PAGE = '1212';
export const APP = '12120';
export const SECRET = 'an-app-secret-for-tests';
export const TOKEN = 'token-for-tests';

/** A message that Graph has taken and sent on to the person. */
export interface Receipt {
  /** Rises with everything that happens at this Graph. */
  readonly tick: number;
  readonly psid: string;
  readonly metadata: string;
  readonly text: string;
  /** Which start of the server sent it: 1, 2, … */
  readonly process: number;
  /** False when the answer was broken off on purpose. */
  answered: boolean;
}

export interface Send {
  readonly psid: string;
  readonly metadata: string;
  /** Answers as Graph does when all is well. */
  readonly answer: () => void;
  /** Takes the message and keeps it; nothing is answered yet. */
  readonly take: () => Receipt;
  readonly response: ServerResponse;
}

const call = z.looseObject({
  recipient: z.looseObject({ id: z.string() }).optional(),
  message: z
    .looseObject({
      text: z.string().optional(),
      metadata: z.string().default(''),
      quick_replies: z
        .array(z.looseObject({ title: z.string().default(''), payload: z.string().default('') }))
        .optional(),
    })
    .optional(),
});

/** The Graph stand-in behind a server of its own that can be told to misbehave with each message. */
export class WildGraph {
  readonly standIn = new GraphStandIn({
    pageId: PAGE,
    appId: APP,
    appSecret: SECRET,
    accessToken: TOKEN,
  });
  readonly receipts: Receipt[] = [];
  /** Which start of the server is living. */
  process = 0;
  /** What happens with a message; all is well unless a test says otherwise. */
  onSend: (send: Send) => void = ({ take, answer }) => {
    take();
    answer();
  };
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #shown = new Map<string, { title: string; payload: string }[]>();
  #ticks = 0;

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** A moment later than all that has happened so far. */
  tick(): number {
    this.#ticks += 1;
    return this.#ticks;
  }

  /** The quick replies under the last message that had some. */
  shownTo(psid: string): readonly { title: string; payload: string }[] {
    return this.#shown.get(psid) ?? [];
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request).catch(() => null);
    if (body === null) return;
    if (request.method !== 'POST') return answer(response, 200, {});
    const sent: unknown = JSON.parse(body);
    const { recipient, message } = call.parse(sent);
    const psid = recipient?.id ?? '';
    if (message === undefined) {
      this.standIn.send(sent);
      return answer(response, 200, { recipient_id: psid });
    }
    let mid: string | undefined;
    const send: Send = {
      psid,
      metadata: message.metadata,
      response,
      take: () => {
        const receipt: Receipt = {
          tick: this.tick(),
          psid,
          metadata: message.metadata,
          text: message.text ?? '',
          process: this.process,
          answered: true,
        };
        this.receipts.push(receipt);
        if (message.quick_replies !== undefined) this.#shown.set(psid, message.quick_replies);
        mid = this.standIn.send(sent)['message_id'];
        return receipt;
      },
      answer: () => answer(response, 200, { recipient_id: psid, message_id: mid }),
    };
    try {
      this.onSend(send);
    } catch (error) {
      if (!(error instanceof GraphFault)) throw error;
      answer(response, error.status, error.body('trace'));
    }
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
