import type { ServerResponse } from 'node:http';
import type { Send } from './wild-graph.ts';

/** A way in which Graph may fail one send. */
export interface GraphFaultKind {
  readonly name: string;
  /** Whether the message reaches the person all the same. */
  readonly taken: boolean;
  /** Whether the sender can know what became of it. */
  readonly known: boolean;
  readonly answer: (response: ServerResponse) => void;
}

const DRIP_MS = 20;
const half = JSON.stringify({ recipient_id: '5001', message_id: 'm_half' }).slice(0, 30);

const json = (status: number, error: object) => (response: ServerResponse) =>
  void response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ error: { message: 'no', ...error } }));

const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy();

/** Promises a whole answer and closes in the middle of it. */
const breakOff = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 200 });
  response.write(half, () => response.destroy());
};

/** One byte at a time, never the last. */
const drip = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), DRIP_MS);
  response.on('close', () => clearInterval(timer));
};

const gateway = (response: ServerResponse) =>
  void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>');

export const GRAPH_FAULTS: readonly GraphFaultKind[] = [
  { name: '500 with error 2', taken: false, known: true, answer: json(500, { code: 2 }) },
  { name: '429', taken: false, known: true, answer: json(429, { code: 4 }) },
  { name: '613', taken: false, known: true, answer: json(403, { code: 613 }) },
  { name: '190', taken: false, known: true, answer: json(401, { code: 190 }) },
  {
    name: '1/1357046, sent all the same',
    taken: true,
    known: true,
    answer: json(500, { code: 1, error_subcode: 1357046 }),
  },
  { name: 'no answer, not sent', taken: false, known: false, answer: () => undefined },
  { name: 'no answer, sent', taken: true, known: false, answer: () => undefined },
  { name: 'reset, not sent', taken: false, known: false, answer: reset },
  { name: 'reset, sent', taken: true, known: false, answer: reset },
  { name: 'half a response', taken: true, known: false, answer: breakOff },
  { name: 'slow drip', taken: true, known: false, answer: drip },
  { name: '502 of a gateway, sent', taken: true, known: false, answer: gateway },
];

/** Lets this fault befall a send. */
export function befall({ taken, known, answer }: GraphFaultKind, send: Send): void {
  if (taken) send.take().answered = known;
  answer(send.response);
}
