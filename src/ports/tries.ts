import type { Instant } from '../domain/ids.ts';

export interface Tries {
  readonly count: number;
  /** When the counting starts anew. */
  readonly until: Instant;
}

/**
 * Counts of wrong tries, shared by all processes and kept over a restart. Keys tell nothing of people:
 * they are hashes. The sweep drops counts that have run out.
 */
export interface TryStore {
  /** Counts one more. The first one begins a window of `windowMs`, after which counting starts anew. */
  countTry(key: string, now: Instant, windowMs: number): Promise<Tries>;
  /** Takes one back: it was not wrong. */
  uncountTry(key: string): Promise<void>;
  /** Null when nothing is counted now. */
  tries(key: string, now: Instant): Promise<Tries | null>;
}
