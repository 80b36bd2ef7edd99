import { receiptAnswer, type ReceiptAnswer } from '../shapes.ts';

/** The receipt as a file; null when it cannot be had now. */
export async function fetchReceipt(reference: string, secret: string): Promise<Blob | null> {
  try {
    const response = await fetch('/api/track/receipt', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reference, secret }),
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** What the centre says of a file; null when it cannot be asked now. */
export async function checkReceipt(file: Blob): Promise<ReceiptAnswer | null> {
  try {
    const response = await fetch('/api/track/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: file,
    });
    // Far larger than any receipt.
    if (response.status === 413) return { status: 'refused', problem: 'no_statement' };
    return response.ok ? receiptAnswer.parse(await response.json()) : null;
  } catch {
    return null;
  }
}

/** Lets the browser save a file under a name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
