import { createHash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';
import { isStored } from '../domain/evidence.ts';
import type { EvidenceFiles } from '../ports.ts';
import { filesOf, type CaseFile, type CaseWords } from './case-file.ts';
import { caseSummary } from './case-summary.ts';
import { manifestOf } from './manifest.ts';

/** What a bundle needs. */
export interface BundleTools {
  readonly files: Pick<EvidenceFiles, 'open'>;
  readonly words: CaseWords;
  readonly timeZone: string;
}

/** The same bytes for the same content: ZIP knows the day only from 1980 on. */
const MOMENT = new Date(Date.UTC(2000, 0, 1));

/**
 * Streams the bundle of a case: `summary.pdf`, the files as they came under `evidence/`, and
 * `manifest.json`, by which scripts/verify-bundle.mjs checks all of it. Only one file is open at a
 * time. The stream fails when a file breaks off; one that is missing stands as such in the manifest.
 */
export async function bundleOf(file: CaseFile, tools: BundleTools): Promise<Readable> {
  const summary = await caseSummary(file, tools.words, tools.timeZone);
  const entries = filesOf(file.evidence);
  const present = await Promise.all(
    entries.map(async ({ item }) => {
      const stream = await tools.files.open(item.sha256);
      stream?.destroy();
      return stream !== null;
    }),
  );
  const manifest = manifestOf(file, {
    summary: {
      path: 'summary.pdf',
      bytes: summary.length,
      sha256: createHash('sha256').update(summary).digest('hex'),
    },
    files: entries.filter((_, index) => present[index]),
    lost: entries.filter((_, index) => !present[index]).map(({ item }) => item),
  });
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  zip.on('error', (error: Error) => output.destroy(error));
  zip.addBuffer(summary, 'summary.pdf', { mtime: MOMENT });
  for (const [index, { path, item }] of entries.entries()) {
    if (!present[index]) continue;
    // Pictures and films are packed already.
    const options = { mtime: MOMENT, compress: false, size: item.bytes };
    zip.addReadStreamLazy(path, options, (done) => {
      tools.files
        .open(item.sha256)
        .then((stream) => {
          if (stream === null) throw new Error('A file of the case went away.');
          stream.on('error', (error) => output.destroy(error));
          done(null, stream);
        })
        .catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error()));
    });
  }
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), 'manifest.json', {
    mtime: MOMENT,
  });
  zip.end();
  zip.outputStream.pipe(output);
  return output;
}

/** How large the bundle will be at least, in bytes: the files as they are. */
export function sizeOfFiles({ evidence }: CaseFile): number {
  return evidence.filter(isStored).reduce((sum, { bytes }) => sum + bytes, 0);
}
