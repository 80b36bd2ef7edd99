import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../domain/audit.ts';
import { CASE_STATUSES } from '../domain/case.ts';
import { RECEIPT_SCHEMA, type ReceiptStatement } from '../domain/receipt.ts';

const shape = z.strictObject({
  schema: z.literal(RECEIPT_SCHEMA),
  centre: z.string(),
  reference: z.string(),
  filedAt: z.iso.datetime(),
  type: z.string(),
  issuedAt: z.iso.datetime(),
  status: z.enum(CASE_STATUSES),
  evidence: z.array(
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) }),
  ),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  paper: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The bytes that are signed. */
export function bytesOf(statement: ReceiptStatement): Buffer {
  return Buffer.from(canonicalJson(statement), 'utf8');
}

/** Null where the bytes are no statement, or one written in another way than ours. */
export function readStatement(bytes: Buffer): ReceiptStatement | null {
  try {
    const statement = shape.parse(JSON.parse(bytes.toString('utf8')));
    return bytesOf(statement).equals(bytes) ? statement : null;
  } catch {
    return null;
  }
}

/** SHA-256 (hex) of a file without the bytes between `start` and `end`, and of where those stand. */
export function paperHash(pdf: Buffer, start: number, end: number): string {
  return createHash('sha256')
    .update(`${start}:${end}\n`)
    .update(pdf.subarray(0, start))
    .update(pdf.subarray(end))
    .digest('hex');
}
