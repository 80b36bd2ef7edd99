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
  const step = Math.max(1, Math.floor(all.length / WEIGHED));
  const weighed = await Promise.all(
    all
      .filter((_, index) => index % step === 0)
      .slice(0, WEIGHED)
      .map(async (grams) => ({
        grams,
        count: await model.collection.countDocuments({ grams }, { limit: SEARCHED_MOST }),
      })),
  );
  const [rarest] = weighed.toSorted((a, b) => a.count - b.count);
  return rarest === undefined ? {} : { grams: rarest.grams };
}
