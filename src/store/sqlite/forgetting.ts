/** Erasures that stand in the log together: a short way to the file for each few of them. */
const MOST_KEPT = 4;

/**
 * When the log is emptied into the file and forgets who was erased: at once, or, where thousands
 * follow each other, a few at a time.
 */
export class Forgetting {
  readonly #forget: () => void;
  #kept = 0;

  constructor(forget: () => void) {
    this.#forget = forget;
  }

  now(): void {
    this.#kept = 0;
    this.#forget();
  }

  /** The last ones are forgotten by the sweep behind them, or when the store is closed. */
  later(): void {
    this.#kept += 1;
    if (this.#kept >= MOST_KEPT) this.now();
  }
}
