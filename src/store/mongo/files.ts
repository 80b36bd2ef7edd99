import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import type { Breath, EvidenceFiles } from '../../ports.ts';

/** The turn that sent bytes again has stored its record by then. */
const SENT_AGAIN_MS = 5 * 60_000;

export interface GridFiles extends EvidenceFiles {
  /**
   * Drops what was stored before a moment and no record refers to.
   * @param breath comes behind each file that was looked at; false ends the sweep
   * @returns how many
   */
  sweep(
    before: number,
    isReferred: (sha256: string) => Promise<boolean>,
    breath: Breath,
  ): Promise<number>;
}

/**
 * Evidence bytes in GridFS, found by their SHA-256 as file name. A file is there only once it is
 * whole: GridFS writes its record last. Two uploads of the same bytes at once leave two equal files.
 */
export function gridFiles(db: NonNullable<Connection['db']>): GridFiles {
  const bucket = new mongo.GridFSBucket(db, {
    bucketName: 'evidence_files',
    writeConcern: { w: 'majority', journal: true },
  });
  const records = db.collection('evidence_files.files');
  const notSentAgain = () => ({
    $nor: [{ 'metadata.sentAgainAt': { $gt: new Date(Date.now() - SENT_AGAIN_MS) } }],
  });
  /** Another instance may have dropped it already. */
  const remove = (id: mongo.ObjectId) =>
    bucket.delete(id).catch((error: unknown) => {
      if (!(error instanceof mongo.MongoRuntimeError)) throw error;
    });
  const find = async (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256 in lower-case hex.');
    return bucket.find({ filename: sha256 }).limit(1).next();
  };
  return {
    async put(sha256: string, bytes: Buffer): Promise<void> {
      const same = await find(sha256);
      if (same !== null) {
        // Whoever drops it now would take the bytes from under a record that is about to be stored.
        const { matchedCount } = await records.updateOne(
          { _id: same._id },
          { $set: { 'metadata.sentAgainAt': new Date() } },
        );
        if (matchedCount > 0) return;
      }
      await pipeline(Readable.from([bytes]), bucket.openUploadStream(sha256));
    },
    async open(sha256: string): Promise<Readable | null> {
      const file = await find(sha256);
      return file === null ? null : bucket.openDownloadStream(file._id);
    },
    async drop(sha256: string): Promise<void> {
      const files = await bucket.find({ filename: sha256, ...notSentAgain() }).toArray();
      for (const { _id } of files) await remove(_id);
    },
    async sweep(before, isReferred, breath): Promise<number> {
      let dropped = 0;
      const old = { uploadDate: { $lt: new Date(before) }, ...notSentAgain() };
      for await (const { _id, filename } of bucket.find(old)) {
        if (!(await isReferred(filename))) {
          await remove(_id);
          dropped += 1;
        }
        if (!(await breath())) break;
      }
      return dropped;
    },
  };
}
