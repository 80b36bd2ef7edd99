import { z } from 'zod';
import type { Model } from './model.ts';

/**
 * A model as bytes: the length of the head, the head as JSON, then the numbers as they stand in
 * memory, so that reading them back copies nothing. For this machine only (byte order).
 */
export function modelToBytes(model: Model): Buffer {
  const { starts, slots, idf, text } = model.vocabulary;
  const numbers = [starts, slots, idf, model.weights];
  const head = Buffer.from(
    JSON.stringify({
      labels: model.labels,
      priorLabels: model.priorLabels,
      text,
      lengths: numbers.map(({ length }) => length),
    }),
  );
  const padded = Buffer.alloc(Math.ceil(head.length / WORD) * WORD, ' ');
  head.copy(padded);
  const size = Buffer.alloc(WORD);
  size.writeUInt32LE(padded.length);
  return Buffer.concat([
    size,
    padded,
    ...numbers.map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    ),
  ]);
}

/** Bytes of one number, to whose multiples all parts are aligned. */
const WORD = 4;

const headShape = z.object({
  labels: z.array(z.string()),
  priorLabels: z.array(z.string()),
  text: z.string(),
  lengths: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});

/**
 * The model of bytes that `modelToBytes` made; shares their memory.
 * @param bytes begin at a multiple of four in their buffer
 * @throws when the bytes are of another shape
 */
export function modelFromBytes(bytes: Buffer): Model {
  const headLength = bytes.readUInt32LE();
  const head = headShape.parse(JSON.parse(bytes.toString('utf8', WORD, WORD + headLength)));
  let at = bytes.byteOffset + WORD + headLength;
  const end = bytes.byteOffset + bytes.length;
  const next = (length: number) => {
    const begin = at;
    at += length * WORD;
    if (at > end) throw new RangeError('the model has fewer bytes than its head says');
    return [bytes.buffer, begin, length] as const;
  };
  const [starts, slots, idf, weights] = head.lengths.map(next);
  if (!starts || !slots || !idf || !weights) throw new RangeError('the head names too few parts');
  return {
    labels: head.labels,
    priorLabels: head.priorLabels,
    vocabulary: {
      text: head.text,
      starts: new Uint32Array(...starts),
      slots: new Uint32Array(...slots),
      idf: new Float32Array(...idf),
    },
    weights: new Float32Array(...weights),
  };
}
