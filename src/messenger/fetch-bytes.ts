import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { AttachmentFailure } from '../domain/message.ts';
import { PrivateAddressError } from './public-address.ts';

export interface Connecting {
  readonly maxBytes: number;
  /** Ends the call, whatever has come by then. */
  readonly signal: AbortSignal;
  /** How a name becomes addresses; undefined: as the system does it. */
  readonly lookup: LookupFunction | undefined;
}

export type Fetched =
  | { readonly status: 'ok'; readonly bytes: Buffer }
  | { readonly status: 'moved'; readonly to: string }
  | { readonly status: 'failed'; readonly reason: AttachmentFailure };

const failed = (reason: AttachmentFailure): Fetched => ({ status: 'failed', reason });

/**
 * Reads one address, on a connection of its own and past any proxy: the address that was looked at
 * is the one that is read. Of what is too large no more than the limit is ever held.
 */
export async function fetchBytes(url: URL, connecting: Connecting): Promise<Fetched> {
  try {
    return await read(await connect(url, connecting), connecting.maxBytes);
  } catch (error) {
    return failed(error instanceof PrivateAddressError ? 'forbidden_host' : 'unreachable');
  }
}

function connect(url: URL, { signal, lookup }: Connecting): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? getSecure : getPlain;
  // Unpacked bytes could be far more than those that came.
  const headers = { 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    get(url, { signal, headers, agent: false, ...(lookup && { lookup }) }, resolve).on(
      'error',
      reject,
    );
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<Fetched> {
  const { statusCode = 0, headers } = response;
  try {
    if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
      return { status: 'moved', to: headers.location };
    }
    // Facebook answers a dead link with 403 ("URL signature expired"), 404 or 410.
    if ([403, 404, 410].includes(statusCode)) return failed('expired');
    if (statusCode !== 200) return failed('unreachable');
    if (Number(headers['content-length'] ?? 0) > maxBytes) return failed('too_large');
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return failed('too_large');
      chunks.push(chunk);
    }
    return response.complete
      ? { status: 'ok', bytes: Buffer.concat(chunks, size) }
      : failed('unreachable');
  } finally {
    response.destroy();
  }
}
