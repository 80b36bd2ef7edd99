import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ReceiptKey, ReceiptKeyState } from '../domain/receipt.ts';
import type { Clock, Log, ReceiptKeyStore } from '../ports.ts';

export type SigningKey =
  | { readonly status: 'ok'; readonly id: string; readonly key: KeyObject }
  | { readonly status: Exclude<ReceiptKeyState, 'ok'> };

/** Names a public key by what it is: the start of the SHA-256 over its DER. */
export function keyId(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** @throws where the text is no Ed25519 private key in PEM */
export function receiptKeyOf(privatePem: string, madeAt: number): ReceiptKey {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 key.');
  const open = createPublicKey(key);
  return {
    id: keyId(open),
    pem: open.export({ type: 'spki', format: 'pem' }).toString(),
    madeAt,
    privatePem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The key that signs now, read anew each time: one that was put back is used at once. */
export async function signingKey(store: ReceiptKeyStore): Promise<SigningKey> {
  const kept = await store.receiptKey();
  if (kept === null) return { status: 'lost' };
  try {
    const { id } = receiptKeyOf(kept.privatePem, kept.madeAt);
    if (id !== kept.id) return { status: 'unreadable' };
    return { status: 'ok', id, key: createPrivateKey(kept.privatePem) };
  } catch {
    return { status: 'unreadable' };
  }
}

/**
 * Makes the key at the very first start, once for all processes. A key that was lost or damaged is
 * told and left: a new one in its place would cast doubt on every receipt that is out.
 */
export async function ensureReceiptKey(
  store: ReceiptKeyStore,
  tools: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const made = receiptKeyOf(pem, tools.clock.now());
  if (await store.addFirstReceiptKey(made)) tools.log.info('receipts.key_made', { key: made.id });
  const { status } = await signingKey(store);
  if (status !== 'ok') tools.log.error(`receipts.key_${status}`);
}
