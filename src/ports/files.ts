import type { Readable } from 'node:stream';

/** Bytes of evidence, named by their SHA-256 (lower-case hex). Storing the same bytes twice is harmless. */
export interface EvidenceFiles {
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** Null when there is no such file. */
  open(sha256: string): Promise<Readable | null>;
  /**
   * Drops a file that no record refers to. One that somebody has sent again within the last minutes
   * stays for the sweep: its record may not be stored yet.
   */
  drop(sha256: string): Promise<void>;
}
