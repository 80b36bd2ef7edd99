import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mongo } from 'mongoose';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** A server on loopback that speaks just enough of MongoDB's protocol to say what it is. */
export async function fakeMongo(hello: Readonly<Record<string, unknown>>) {
  const server = createServer((socket) => {
    let unread = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      unread = Buffer.concat([unread, chunk]);
      while (unread.length >= 16 && unread.length >= unread.readInt32LE(0)) {
        const length = unread.readInt32LE(0);
        socket.write(answer(unread.subarray(0, length), hello));
        unread = unread.subarray(length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${port}/desk`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function answer(request: Buffer, hello: Readonly<Record<string, unknown>>): Buffer {
  const kind = request.readInt32LE(12);
  const body = mongo.BSON.serialize({
    ok: 1,
    helloOk: true,
    isWritablePrimary: true,
    minWireVersion: 0,
    maxWireVersion: 21,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    ...hello,
  });
  // OP_REPLY: flags, cursor, first, count. OP_MSG: flags, one section of kind 0.
  const lead = kind === OP_QUERY ? Buffer.alloc(20) : Buffer.alloc(5);
  if (kind === OP_QUERY) lead.writeInt32LE(1, 16);
  const head = Buffer.alloc(16);
  head.writeInt32LE(head.length + lead.length + body.length, 0);
  head.writeInt32LE(request.readInt32LE(4), 8);
  head.writeInt32LE(kind === OP_QUERY ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([head, lead, body]);
}
