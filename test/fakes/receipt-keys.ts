import { generateKeyPairSync } from 'node:crypto';
import type { ReceiptKey } from '../../src/domain/receipt.ts';
import { receiptKeyOf } from '../../src/receipts/keys.ts';

/** A fresh key, as a first start makes one. */
export function aReceiptKey(madeAt = 0): ReceiptKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return receiptKeyOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), madeAt);
}
