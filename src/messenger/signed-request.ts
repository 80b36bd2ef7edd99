import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const payload = z.looseObject({
  user_id: z.union([z.string(), z.number()]).transform(String),
  algorithm: z.string().optional(),
});

export type SignedRequest =
  | { readonly status: 'ok'; readonly userId: string }
  | { readonly status: 'missing' | 'wrong_signature' | 'malformed' };

/**
 * Reads the `signed_request` of Meta's data deletion and deauthorize callbacks: a signature and a
 * JSON, both in base64url, joined by a dot. The signature is HMAC-SHA256 over the second part as it
 * came; padding, which Meta may add, says nothing.
 * @param secrets the app's secrets; more than one during a rotation
 * @see https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
 */
export function readSignedRequest(text: unknown, secrets: readonly string[]): SignedRequest {
  if (typeof text !== 'string' || text === '') return { status: 'missing' };
  const [signature = '', body = '', ...more] = text.split('.');
  if (body === '' || more.length > 0) return { status: 'malformed' };
  const given = Buffer.from(signature, 'base64url');
  const signed = secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!signed) return { status: 'wrong_signature' };
  const parsed = payload.safeParse(parseJson(Buffer.from(body, 'base64url').toString('utf8')));
  const algorithm = parsed.data?.algorithm ?? 'HMAC-SHA256';
  return parsed.success && algorithm.toUpperCase() === 'HMAC-SHA256'
    ? { status: 'ok', userId: parsed.data.user_id }
    : { status: 'malformed' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
