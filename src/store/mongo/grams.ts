/**
 * The index by which texts are found that hold some words: MongoDB has none for parts of words, and
 * its text index knows no Thai. Each run of three characters stands in it as a number.
 */
import type { Model } from 'mongoose';
import { SEARCHED_MOST, SHORTEST_INDEXED } from '../../domain/search-text.ts';

/** So many runs of the searched words are weighed to find the rarest. */
const WEIGHED = 4;

interface Searchable {
  _id: string;
  search: string;
  grams?: number[];
}

/** Every run of three characters in a text, once each, as a 32-bit number (FNV-1a). */
export function gramsOf(text: string): number[] {
  const characters = [...text];
  const grams = new Set<number>();
  for (let start = 0; start + SHORTEST_INDEXED <= characters.length; start += 1) {
    let hash = 0x811c9dc5;
    for (const character of characters.slice(start, start + SHORTEST_INDEXED)) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    grams.add(hash | 0);
  }
  return [...grams];
}

/** Some of the runs from all over the words, the last one too: links and codes differ in their ends. */
function spread(all: readonly number[]): number[] {
  const steps = Math.min(WEIGHED, all.length) - 1;
  return Array.from({ length: steps + 1 }, (_, index) =>
    Math.round((index * (all.length - 1)) / Math.max(1, steps)),
  ).flatMap((at) => all[at] ?? []);
}

/**
 * A filter and an order for the newest texts that may hold these words: those with the rarest of
 * their runs, or, of words too short for the index, the newest of all. They are still to be read.
 */
export async function mayHold<Row extends Searchable>(
  model: Model<Row>,
  words: string,
): Promise<{ readonly grams?: number }> {
  const all = gramsOf(words);
  if (all.length === 0) return {};
  const weighed = await Promise.all(
    spread(all).map(async (grams) => ({
      grams,
      count: await model.collection.countDocuments({ grams }, { limit: SEARCHED_MOST }),
    })),
  );
  const [rarest] = weighed.toSorted((a, b) => a.count - b.count);
  return rarest === undefined ? {} : { grams: rarest.grams };
}
