/** Character 2- to 4-grams as sparse, length-normalised TF-IDF rows. */

export interface SparseRow {
  readonly index: Int32Array;
  readonly value: Float64Array;
}

export interface Vocabulary {
  readonly places: ReadonlyMap<string, number>;
  readonly idf: Float64Array;
}

export function grams(folded: string): Map<string, number> {
  const counts = new Map<string, number>();
  const text = ` ${folded} `;
  for (let size = 2; size <= 4; size += 1) {
    for (let at = 0; at + size <= text.length; at += 1) {
      const gram = text.slice(at, at + size);
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  return counts;
}

export function buildVocabulary(documents: readonly ReadonlyMap<string, number>[]): Vocabulary {
  const seenIn = new Map<string, number>();
  for (const document of documents) {
    for (const gram of document.keys()) seenIn.set(gram, (seenIn.get(gram) ?? 0) + 1);
  }
  const places = new Map<string, number>();
  const idf: number[] = [];
  for (const [gram, count] of seenIn) {
    places.set(gram, places.size);
    idf.push(Math.log((1 + documents.length) / (1 + count)) + 1);
  }
  return { places, idf: Float64Array.from(idf) };
}

export function toRow(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): SparseRow {
  const index: number[] = [];
  const value: number[] = [];
  let squares = 0;
  for (const [gram, count] of counts) {
    const place = vocabulary.places.get(gram);
    if (place === undefined) continue;
    const weight = (1 + Math.log(count)) * (vocabulary.idf[place] ?? 0);
    index.push(place);
    value.push(weight);
    squares += weight * weight;
  }
  const norm = Math.sqrt(squares) || 1;
  return { index: Int32Array.from(index), value: Float64Array.from(value, (v) => v / norm) };
}

/** Share of a text's 3-grams that the training texts know: how much it is about our subject. */
export function familiarity(counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  let known = 0;
  let all = 0;
  for (const gram of counts.keys()) {
    if (gram.length !== 3) continue;
    all += 1;
    if (vocabulary.places.has(gram)) known += 1;
  }
  return all === 0 ? 0 : known / all;
}
