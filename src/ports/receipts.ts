import type { Case } from '../domain/case.ts';
import type {
  PublicReceiptKey,
  ReceiptCheck,
  ReceiptKey,
  ReceiptKeyState,
} from '../domain/receipt.ts';

/** Where the key that signs receipts lies. Public halves stay for good: each may have signed one. */
export interface ReceiptKeyStore {
  /** Null when there is none, or none any more. */
  receiptKey(): Promise<ReceiptKey | null>;
  /** All that ever signed, oldest first. */
  publicReceiptKeys(): Promise<readonly PublicReceiptKey[]>;
  /**
   * Keeps the very first key.
   * @returns false, and changes nothing, when there is or ever was one
   */
  addFirstReceiptKey(key: ReceiptKey): Promise<boolean>;
  /** Puts a key in the place of the present one, if any; its public half joins the others. */
  putReceiptKey(key: ReceiptKey): Promise<void>;
}

/** Papers that prove a complaint was taken in. */
export interface Receipts {
  /** A PDF; null while there is no key to sign it with. */
  issue(record: Case): Promise<Buffer | null>;
  check(pdf: Buffer): Promise<ReceiptCheck>;
  publicKeys(): Promise<readonly PublicReceiptKey[]>;
  keyState(): Promise<ReceiptKeyState>;
}
