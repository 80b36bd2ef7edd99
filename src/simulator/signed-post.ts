/** How Meta posts webhooks: escaped, signed over the very bytes sent, retried. */
import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';

/** The bytes of a body as Meta writes them: every non-ASCII unit as `\u0e01`, slashes escaped. */
export function metaBytes(body: unknown): Buffer {
  const escaped = JSON.stringify(body)
    .replace(/\//g, '\\/')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(escaped, 'ascii');
}

/** The value of `X-Hub-Signature-256` for these bytes. */
export function hubSignature(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`;
}

export interface PostOptions {
  readonly webhookUrl: string;
  readonly appSecret: string;
  /** How long the app has for its 200; Meta gives five seconds. */
  readonly timeoutMs?: number;
  /** Waits before each further try, in milliseconds. The first retry is immediate. */
  readonly retryDelaysMs?: readonly number[];
  /** Ends the retries. */
  readonly signal?: AbortSignal;
}

export interface PostOutcome {
  readonly status: 'acknowledged' | 'undelivered';
  readonly attempts: number;
}

const RETRY_DELAYS_MS = [0, 500, 2_000, 8_000];

/** Posts one body until the app answers 200, and gives up after the last retry. */
export async function postSigned(body: unknown, options: PostOptions): Promise<PostOutcome> {
  const bytes = metaBytes(body);
  const delays = options.retryDelaysMs ?? RETRY_DELAYS_MS;
  for (let attempts = 1; ; attempts += 1) {
    if (await postOnce(bytes, options)) return { status: 'acknowledged', attempts };
    const delay = delays[attempts - 1];
    if (delay === undefined || options.signal?.aborted === true) {
      return { status: 'undelivered', attempts };
    }
    // An abort ends the wait; the loop then sees it.
    if (delay > 0) await wait(delay, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function postOnce(bytes: Buffer, options: PostOptions): Promise<boolean> {
  const timeout = options.timeoutMs ?? 5_000;
  try {
    const { status } = await axios.post(options.webhookUrl, bytes, {
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'facebookexternalua',
        'X-Hub-Signature-256': hubSignature(bytes, options.appSecret),
      },
      timeout,
      signal: AbortSignal.timeout(timeout),
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
    });
    return status === 200;
  } catch {
    return false;
  }
}
