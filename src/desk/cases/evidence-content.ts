import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { SHOWN_IN_PLACE, type StoredEvidence } from '../../domain/evidence.ts';
import { Problem } from '../../http/problem.ts';
import type { EvidenceFiles } from '../../ports.ts';

/** Whether a browser shows it where it is asked for; else it is taken as a file. */
export function isShownInPlace({ mediaType }: StoredEvidence): boolean {
  return mediaType in SHOWN_IN_PLACE;
}

/** Sends the bytes so that whatever a person sent stays a file: it cannot act in this site's name. */
export async function sendEvidence(
  files: EvidenceFiles,
  item: StoredEvidence,
  response: Response,
): Promise<void> {
  const stream = await files.open(item.sha256);
  if (stream === null) throw new Problem(404, 'The file is missing from the store.');
  const ending = SHOWN_IN_PLACE[item.mediaType];
  const name = `evidence-${item.id}.${ending ?? 'bin'}`;
  response.set({
    'Content-Type': ending === undefined ? 'application/octet-stream' : item.mediaType,
    'Content-Length': String(item.bytes),
    'Content-Disposition': `${ending === undefined ? 'attachment' : 'inline'}; filename="${name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  await pipeline(stream, response);
}
