import type { CaseStatus } from './case.ts';
import type { Instant } from './ids.ts';

/** What a receipt's signed statement says; a change that older readers would misread gets a new number. */
export const RECEIPT_SCHEMA = '1212-receipt/1';

/**
 * What the centre signs: that it took in this case at this time, with exactly these files. Nothing
 * of what was told and nobody's name.
 */
export interface ReceiptStatement {
  readonly schema: typeof RECEIPT_SCHEMA;
  readonly centre: string;
  readonly reference: string;
  /** ISO 8601, as is `issuedAt`. */
  readonly filedAt: string;
  readonly type: string;
  /** When the receipt was made, and what the case's status was then. */
  readonly issuedAt: string;
  readonly status: CaseStatus;
  /** In the order in which they came. `sha256` in lower-case hex. */
  readonly evidence: readonly { readonly sha256: string; readonly bytes: number }[];
  /** Of the key that signs: see `PublicReceiptKey`. */
  readonly keyId: string;
  /** SHA-256 (hex) of the paper that carries the statement, without the statement itself. */
  readonly paper: string;
}

export interface PublicReceiptKey {
  /** The first sixteen hex digits of the SHA-256 of the key in DER (SubjectPublicKeyInfo). */
  readonly id: string;
  readonly pem: string;
  readonly madeAt: Instant;
}

/** The key that signs, with its private half as PKCS #8 in PEM. */
export interface ReceiptKey extends PublicReceiptKey {
  readonly privatePem: string;
}

/** `lost`: there was one. Never made anew by itself: older receipts would be doubted. */
export type ReceiptKeyState = 'ok' | 'lost' | 'unreadable';

export type ReceiptCheck =
  | { readonly status: 'genuine'; readonly statement: ReceiptStatement }
  | {
      readonly status: 'refused';
      readonly problem:
        /** No receipt of ours, or one that another program has saved anew. */
        | 'no_statement'
        | 'two_statements'
        | 'damaged'
        /** Signed by a key that is none of the centre's, or none that the verifier was given. */
        | 'unknown_key'
        | 'wrong_signature'
        /** The statement is ours, the paper around it is not what was made with it. */
        | 'paper_changed';
    };
