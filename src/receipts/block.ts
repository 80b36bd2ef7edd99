/** How a signed statement stands in a PDF: as one word of plain signs, found without a PDF reader. */
import { RECEIPT_SCHEMA } from '../domain/receipt.ts';

const BEGIN = `${RECEIPT_SCHEMA}:`;
const END = ':end';
/** 64 bytes in base64url. */
const SIGNATURE_LENGTH = 86;
const WORD = new RegExp(
  `^${RECEIPT_SCHEMA}:([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]{${SIGNATURE_LENGTH}}):end`,
);

export interface Block {
  /** The bytes that are signed. */
  readonly statement: Buffer;
  readonly signature: Buffer;
  /** Where the block stands in the file, in bytes. */
  readonly start: number;
  readonly end: number;
}

export function blockOf(statement: Buffer, signature: Buffer): string {
  return `${BEGIN}${statement.toString('base64url')}.${signature.toString('base64url')}${END}`;
}

/** As long as the block of a statement of so many bytes, to keep its place. */
export function emptyBlock(statementBytes: number): string {
  return blockOf(Buffer.alloc(statementBytes), Buffer.alloc(64));
}

export function findBlock(
  pdf: Buffer,
): Block | { readonly problem: 'no_statement' | 'two_statements' | 'damaged' } {
  const start = pdf.indexOf(BEGIN, 0, 'latin1');
  if (start < 0) return { problem: 'no_statement' };
  if (pdf.indexOf(BEGIN, start + 1, 'latin1') >= 0) return { problem: 'two_statements' };
  const end = pdf.indexOf(END, start, 'latin1') + END.length;
  const word = end < start ? '' : pdf.toString('latin1', start, end);
  const match = WORD.exec(word);
  const [statement, signature] = [exactly(match?.[1] ?? ''), exactly(match?.[2] ?? '')];
  if (statement === null || signature === null || match?.[0] !== word)
    return { problem: 'damaged' };
  return { statement, signature, start, end };
}

/**
 * Reads base64url that says nothing but its bytes. The last sign may have bits that no byte holds:
 * with other ones there it reads the same, and would be another text with the same signature.
 */
function exactly(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return text !== '' && bytes.toString('base64url') === text ? bytes : null;
}
