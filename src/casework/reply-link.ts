import { createHmac, timingSafeEqual } from 'node:crypto';
import { referralId, type Instant } from '../domain/ids.ts';
import type { Referral } from '../domain/referral.ts';
import type { ReadStore } from '../ports.ts';

/** How long an agency may answer by one link, in milliseconds. */
export const LINK_LIFE_MS = 90 * 24 * 3_600_000;

const TOKEN = /^([\w-]{8,64})\.([\w-]{43})$/;

/**
 * What opens the agency's page: the referral's id and an HMAC-SHA256 over it and its end. The key
 * has a part that stands only in the referral, so that a new one there ends every older link, and
 * the server's secret, so that the store alone gives nobody a link.
 */
export function replyToken(
  referral: Pick<Referral, 'id' | 'linkNonce' | 'linkExpiresAt'>,
  secret: string,
): string {
  const { id, linkNonce, linkExpiresAt } = referral;
  const mac = createHmac('sha256', `agency-reply ${secret} ${linkNonce}`);
  return `${id}.${mac.update(`${id} ${linkExpiresAt}`).digest('base64url')}`;
}

/** Null alike for an unknown, a wrong, an ended and a revoked link. */
export async function referralOfToken(
  store: Pick<ReadStore, 'referral'>,
  token: string,
  { secret, now }: { readonly secret: string; readonly now: Instant },
): Promise<Referral | null> {
  const id = TOKEN.exec(token)?.[1];
  const found = id === undefined ? null : await store.referral(referralId(id));
  const lacking = { id: referralId('none'), linkNonce: 'none', linkExpiresAt: 0 };
  const expected = Buffer.from(replyToken(found ?? lacking, secret));
  const given = Buffer.alloc(expected.length);
  given.write(token);
  const same = token.length === expected.length && timingSafeEqual(given, expected);
  if (found === null || !same || found.linkExpiresAt <= now) return null;
  // What is resolved or returned may still be looked at; what was taken back may not.
  return found.status === 'withdrawn' || found.status === 'failed' ? null : found;
}
