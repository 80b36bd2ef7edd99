import { sign, type KeyObject } from 'node:crypto';
import { CENTRE } from '../documents/centre.ts';
import type { Case } from '../domain/case.ts';
import { isStored, type Evidence } from '../domain/evidence.ts';
import type { Instant } from '../domain/ids.ts';
import { RECEIPT_SCHEMA, type ReceiptStatement } from '../domain/receipt.ts';
import { blockOf, emptyBlock } from './block.ts';
import { receiptPaper } from './paper.ts';
import { bytesOf, paperHash } from './statement.ts';

const iso = (at: Instant) => new Date(at).toISOString();

/**
 * The receipt of a case as it is now. The paper is made with an empty place for the signed statement;
 * the statement names the hash of that paper, and takes its place in it.
 */
export async function issueReceipt(
  filed: { readonly record: Case; readonly evidence: readonly Evidence[]; readonly at: Instant },
  by: { readonly id: string; readonly key: KeyObject },
  look: Omit<Parameters<typeof receiptPaper>[1], 'language' | 'carries'>,
): Promise<Buffer> {
  const { record, evidence, at } = filed;
  const told: Omit<ReceiptStatement, 'paper'> = {
    schema: RECEIPT_SCHEMA,
    centre: CENTRE,
    reference: record.reference,
    filedAt: iso(record.createdAt),
    type: record.type,
    issuedAt: iso(at),
    status: record.status,
    evidence: evidence.filter(isStored).map(({ sha256, bytes }) => ({ sha256, bytes })),
    keyId: by.id,
  };
  const place = emptyBlock(bytesOf({ ...told, paper: '0'.repeat(64) }).length);
  const pdf = await receiptPaper(told, { ...look, language: record.language, carries: place });
  const start = pdf.indexOf(place, 0, 'latin1');
  if (start < 0) throw new Error('The place of the statement is not in the paper.');
  const end = start + place.length;
  const statement = bytesOf({ ...told, paper: paperHash(pdf, start, end) });
  pdf.write(blockOf(statement, sign(null, statement, by.key)), start, 'latin1');
  return pdf;
}
