import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import type { EvidenceFiles } from '../../ports.ts';

/**
 * Evidence bytes in GridFS, found by their SHA-256 as file name. A file is there only once it is
 * whole: GridFS writes its record last. Two uploads of the same bytes at once leave two equal files.
 */
export function gridFiles(db: NonNullable<Connection['db']>): EvidenceFiles {
  const bucket = new mongo.GridFSBucket(db, {
    bucketName: 'evidence_files',
    writeConcern: { w: 'majority', journal: true },
  });
  const find = async (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in lower-case hex.');
    return bucket.find({ filename: sha256 }).limit(1).next();
  };
  return {
    async put(sha256: string, bytes: Buffer): Promise<void> {
      if ((await find(sha256)) !== null) return;
      await pipeline(Readable.from([bytes]), bucket.openUploadStream(sha256));
    },
    async open(sha256: string): Promise<Readable | null> {
      const file = await find(sha256);
      return file === null ? null : bucket.openDownloadStream(file._id);
    },
  };
}
