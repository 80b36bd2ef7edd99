import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureCheck = 'ok' | 'missing' | 'wrong';

/**
 * Checks `X-Hub-Signature-256` over the raw bytes of the body (Meta, "Validating payloads").
 * @param secrets the app's secrets; more than one during a rotation. With none, nothing passes.
 */
export function checkSignature(
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
): SignatureCheck {
  if (header === undefined || header === '') return 'missing';
  const given = Buffer.from(header);
  for (const secret of secrets) {
    const expected = Buffer.from(signatureOf(body, secret));
    if (expected.length === given.length && timingSafeEqual(expected, given)) return 'ok';
  }
  return 'wrong';
}

/** The header's value for a body. */
export function signatureOf(body: Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}
