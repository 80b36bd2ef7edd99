import { randomInt } from 'node:crypto';
import axios from 'axios';
import type { Instant } from '../domain/ids.ts';

const TIMEOUT_MS = 10_000;

const plain = axios.create({
  maxRedirects: 0,
  validateStatus: () => true,
  responseType: 'text',
  transformResponse: (body: unknown) => body,
});

/**
 * By how much our clock is ahead of Graph's (negative: behind), to the second.
 * @returns null when Graph gives no answer with a date
 */
export async function clockAhead(graphUrl: string, now: () => Instant): Promise<number | null> {
  try {
    const before = now();
    const { headers } = await plain.get(graphUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const theirs = Date.parse(String(headers['date']));
    // The date was written somewhere between question and answer, and has no part of a second.
    return Number.isNaN(theirs) ? null : (before + now()) / 2 - (theirs + 500);
  } catch {
    return null;
  }
}

export type Handshake =
  | { readonly status: 'ok' }
  | { readonly status: 'unreachable'; readonly reason: string }
  | { readonly status: 'refused'; readonly httpStatus: number }
  | { readonly status: 'other_answer'; readonly httpStatus: number };

/** Plays Facebook's verification of the webhook, from here. */
export async function verifyWebhook(callback: string, verifyToken: string): Promise<Handshake> {
  const challenge = String(randomInt(1_000_000, 2_000_000_000));
  try {
    const { status, data } = await plain.get<string>(callback, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      params: {
        'hub.mode': 'subscribe',
        'hub.verify_token': verifyToken,
        'hub.challenge': challenge,
      },
    });
    if (status === 200 && data.trim() === challenge) return { status: 'ok' };
    return { status: status === 403 ? 'refused' : 'other_answer', httpStatus: status };
  } catch (error) {
    const code = axios.isAxiosError(error) ? error.code : undefined;
    return { status: 'unreachable', reason: code ?? 'no answer' };
  }
}
