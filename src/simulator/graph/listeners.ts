/** Those who want to hear of something. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #all = new Set<(...args: Arguments) => void>();

  /** Returns how to stop listening. */
  add(listener: (...args: Arguments) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(...args: Arguments): void {
    for (const listener of this.#all) listener(...args);
  }
}
