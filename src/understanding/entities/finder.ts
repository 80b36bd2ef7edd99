import type { Entity, EntityType } from '../reading.ts';

/**
 * One utterance being searched. What is found first stays: the more particular readers come first,
 * and a later reading that overlaps is refused.
 */
export class Finder {
  /** As typed, with Thai digits made western: the same length, so that offsets hold. */
  readonly text: string;
  readonly #typed: string;
  readonly #found: Entity[] = [];

  constructor(typed: string) {
    this.#typed = typed;
    this.text = typed.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  }

  add(type: EntityType, value: string | number, start: number, end: number): void {
    if (this.#found.some((other) => start < other.end && other.start < end)) return;
    this.#found.push({ type, value, text: this.#typed.slice(start, end), start, end });
  }

  each(pattern: RegExp, use: (match: RegExpExecArray) => void): void {
    for (const match of this.text.matchAll(pattern)) use(match);
  }

  /** Adds every match whose value is not null. */
  addEach(
    type: EntityType,
    pattern: RegExp,
    value: (match: RegExpExecArray) => string | number | null,
  ): void {
    this.each(pattern, (match) => {
      const found = value(match);
      if (found !== null) this.add(type, found, match.index, match.index + match[0].length);
    });
  }

  /** What stands before a place, for words that tell what a number is. */
  before(index: number, length = 25): string {
    return this.text.slice(Math.max(0, index - length), index);
  }

  after(index: number, length = 15): string {
    return this.text.slice(index, index + length);
  }

  get entities(): Entity[] {
    return this.#found.toSorted((a, b) => a.start - b.start);
  }
}
