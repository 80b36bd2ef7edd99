import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { ReceiptCheck } from '../domain/receipt.ts';
import { findBlock } from './block.ts';
import { keyId } from './keys.ts';
import { paperHash, readStatement } from './statement.ts';

/** The public keys in a text of PEM blocks; what else stands there is no key. */
export function readPublicKeys(text: string): readonly KeyObject[] {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return blocks.flatMap((pem) => {
    try {
      const key = createPublicKey(pem);
      return key.asymmetricKeyType === 'ed25519' ? [key] : [];
    } catch {
      return [];
    }
  });
}

/**
 * Whether the centre made this very file, to the byte: the statement in it is signed by one of the
 * centre's keys, and the paper around it is the one that the statement names.
 */
export function checkReceipt(pdf: Buffer, keys: readonly KeyObject[]): ReceiptCheck {
  const block = findBlock(pdf);
  if ('problem' in block) return refused(block.problem);
  const statement = readStatement(block.statement);
  if (statement === null) return refused('damaged');
  const key = keys.find((one) => keyId(one) === statement.keyId);
  if (key === undefined) return refused('unknown_key');
  if (!verify(null, block.statement, key, block.signature)) return refused('wrong_signature');
  const same = paperHash(pdf, block.start, block.end) === statement.paper;
  return same ? { status: 'genuine', statement } : refused('paper_changed');
}

function refused(problem: Extract<ReceiptCheck, { status: 'refused' }>['problem']): ReceiptCheck {
  return { status: 'refused', problem };
}
