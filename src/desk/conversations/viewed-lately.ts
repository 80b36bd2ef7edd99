import type { Instant } from '../../domain/ids.ts';

/** A screen reads a case anew with every event; within this time that is one and the same look. */
const ONE_LOOK_MS = 5 * 60_000;
const MOST_KEPT = 20_000;

/** Tells a member's new look at a case from a screen that keeps itself up to date. */
export class ViewedLately {
  readonly #looks = new Map<string, Instant>();

  /** Whether this is a new look, which the audit has to know of. */
  isNew(staff: string, reference: string, now: Instant): boolean {
    const key = `${staff} ${reference}`;
    const last = this.#looks.get(key);
    if (last !== undefined && now - last < ONE_LOOK_MS) return false;
    if (this.#looks.size >= MOST_KEPT) this.#looks.clear();
    this.#looks.set(key, now);
    return true;
  }
}
