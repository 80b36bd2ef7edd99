import type { Instant } from '../domain/ids.ts';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A new id; later ones sort behind earlier ones. */
  next(): string;
  /** A number in [0, 1) that cannot be guessed. */
  random(): number;
}

/** Structured log: an event name and ids. Never words, names, tokens or evidence of people. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { readonly error?: unknown }): void;
}
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Comes between two small steps of long work that nobody waits for: resolves when the next step may
 * begin, with false when the work is to end here. What is left is found the next time.
 */
export type Breath = () => Promise<boolean>;
