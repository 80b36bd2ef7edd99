const HOUR_MS = 3_600_000;

/** How long what has done its work is kept, in milliseconds; after that the store's sweep drops it. */
export const RETENTION = {
  /**
   * The body of a webhook item that made no turn: long enough to look at a kind that is new. A
   * turn's bodies go with its commit, since what people wrote stands in the thread.
   */
  idleBodyMs: 24 * HOUR_MS,
  /** Keys by which a second delivery is known: Facebook delivers again for up to 36 hours. */
  intakeKeyMs: 7 * 24 * HOUR_MS,
  /** Live events, for screens that were away. */
  liveEventMs: 24 * HOUR_MS,
  /** Bytes that no record refers to: longer than any turn takes to store the record of a file. */
  orphanMs: 24 * HOUR_MS,
} as const;
