/** A part of a thread, by the places of its first and last line. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Which lines of a thread have been read since anything may have changed in it. */
export class FreshLines {
  #round = 0;
  #starting = false;
  readonly #places = new Set<number>();

  /** Something may have changed: nothing is fresh any more. Gives the number of this round of reading. */
  startOver(): number {
    this.#places.clear();
    this.#round += 1;
    this.#starting = true;
    return this.#round;
  }

  /** The latest lines of this round are there, or cannot be read: now it is known what else to read. */
  goOn(round: number): void {
    if (round === this.#round) this.#starting = false;
  }

  /** Whether a round has begun that will look itself at what is in sight. */
  get isStarting(): boolean {
    return this.#starting;
  }

  get round(): number {
    return this.#round;
  }

  /** Lines that were read; those that were asked for in an earlier round may be old already. */
  add(round: number, lines: readonly { readonly seq: number }[]): void {
    if (round === this.#round) for (const { seq } of lines) this.#places.add(seq);
  }

  has({ from, to }: Part): boolean {
    for (let place = from; place <= to; place += 1) if (!this.#places.has(place)) return false;
    return true;
  }
}
