import { featuresOf, type Features } from '../understanding/features.ts';
import type { Example } from '../understanding/model.ts';
import type { Lexicon } from '../understanding/normalise.ts';

/** What each block of features counts for: grams, words, concepts; chosen on long answers with slips. */
const WEIGHTS = [1, 0.3, 0.3];
/** BM25's usual constants. */
const SATURATION = 1.2;
const LENGTH = 0.75;

/** For each feature: which entry has it, and what it is worth there. */
type Postings = ReadonlyMap<string, readonly (readonly [entry: number, worth: number])[]>;

/**
 * Searches entries by BM25 over all their texts. A trained machine finds entries with many phrasings
 * better; this finds what has hardly any, but a long answer.
 */
export class EntrySearch {
  readonly ids: readonly string[];
  readonly #lexicon: Lexicon;
  readonly #blocks: readonly Postings[];

  constructor(texts: readonly Example[], lexicon: Lexicon) {
    this.ids = [...new Set(texts.map(({ label }) => label))];
    this.#lexicon = lexicon;
    const features = texts.map(({ label, text }) => ({ label, blocks: featuresOf(text, lexicon) }));
    this.#blocks = WEIGHTS.map((_, block) =>
      postingsOf(
        this.ids.map((id) =>
          joined(features.flatMap(({ label, blocks }) => (label === id ? [blocks] : [])), block),
        ),
      ),
    );
  }

  /** How far each entry stands out for a text, in standard deviations; in the order of `ids`. */
  scores(text: string): number[] {
    const sums = this.ids.map(() => 0);
    featuresOf(text, this.#lexicon).forEach((features, block) => {
      const scores = this.ids.map(() => 0);
      for (const name of features.keys()) {
        for (const [entry, worth] of this.#blocks[block]?.get(name) ?? []) {
          scores[entry] = (scores[entry] ?? 0) + worth;
        }
      }
      standardised(scores).forEach((score, entry) => {
        sums[entry] = (sums[entry] ?? 0) + (WEIGHTS[block] ?? 0) * score;
      });
    });
    return sums;
  }
}

/** Distances from the mean in standard deviations; nought when all are alike. */
export function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / values.length) || 1;
  return values.map((value) => (value - mean) / deviation);
}

function joined(texts: readonly Features[], block: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [name, count] of text[block] ?? []) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

function postingsOf(documents: readonly ReadonlyMap<string, number>[]): Postings {
  const lengths = documents.map((counts) => [...counts.values()].reduce((sum, n) => sum + n, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / documents.length || 1;
  const found = new Map<string, [number, number][]>();
  documents.forEach((counts, entry) => {
    const damping = SATURATION * (1 - LENGTH + (LENGTH * (lengths[entry] ?? 0)) / mean);
    for (const [name, count] of counts) {
      const list = found.get(name) ?? [];
      list.push([entry, (count * (SATURATION + 1)) / (count + damping)]);
      found.set(name, list);
    }
  });
  for (const list of found.values()) {
    const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
    for (const posting of list) posting[1] *= rarity;
  }
  return found;
}
