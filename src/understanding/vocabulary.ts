/**
 * The names that a model knows, each at a place of its own, as one long text with a hash table over
 * it. Plain data without a map of 40,000 strings: it is read from a file, and handed to another
 * thread, in a few milliseconds.
 */
export interface Vocabulary {
  /** All names behind one another, in the order of their places. */
  readonly text: string;
  /** Where in the text each name begins, and last where the text ends. */
  readonly starts: Uint32Array;
  /** Open addressing: the place in the slot plus one, 0 for an empty slot. A power of two of them. */
  readonly slots: Uint32Array;
  /** Inverse document frequency of the name at each place. */
  readonly idf: Float32Array;
}

/** @param idf of each name, in the order of their places */
export function vocabularyOf(idf: ReadonlyMap<string, number>): Vocabulary {
  const names = [...idf.keys()];
  const starts = new Uint32Array(names.length + 1);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * names.length + 2)));
  names.forEach((name, place) => {
    starts[place + 1] = (starts[place] ?? 0) + name.length;
    let slot = hashOf(name) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = place + 1;
  });
  return { text: names.join(''), starts, slots, idf: Float32Array.from(idf.values()) };
}

/** The place of a name; null when the model does not know it. */
export function placeOf({ text, starts, slots }: Vocabulary, name: string): number | null {
  for (let slot = hashOf(name) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
    const place = (slots[slot] ?? 0) - 1;
    if (place < 0) return null;
    const start = starts[place] ?? 0;
    const length = (starts[place + 1] ?? 0) - start;
    if (length === name.length && text.startsWith(name, start)) return place;
  }
}

/** How many names there are. */
export const sizeOf = ({ starts }: Vocabulary) => starts.length - 1;

/** FNV-1a over the UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), its high bits mixed in. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
