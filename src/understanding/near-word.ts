import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';

/** Ordinary words that one slip of the finger would turn into a steering word or a button. */
const LOOKALIKES = new Set(['cancer', 'office', 'offices', 'ภาษีอังกฤษ', 'หน้าหลัง']);

/** Longer than any word or button that is looked for, slips included. */
const LONGEST = 60;

/** Tone marks and the like are mistyped most and carry the word least. */
const fold = (word: string) => word.replace(/[\u0e47-\u0e4e]/g, '');

/**
 * Finds the word that a misspelt one surely stands for. Short words must be typed right, apart from
 * two letters in the wrong order; the first letter must be right; a typed word that is as near to
 * another candidate of another meaning stands for neither.
 * @param candidates words with what each leads to; words that lead to the same do not compete
 */
export function nearWord<Meaning>(
  typed: string,
  candidates: Iterable<readonly [string, Meaning]>,
): Meaning | null {
  if (LOOKALIKES.has(typed) || typed.length > LONGEST) return null;
  const word = fold(typed);
  let best: { readonly distance: number; readonly meaning: Meaning } | null = null;
  let tie = false;
  for (const [candidate, meaning] of candidates) {
    const target = fold(candidate);
    const distance = distanceWithin(word, target);
    if (distance === null) continue;
    if (best === null || distance < best.distance) {
      best = { distance, meaning };
      tie = false;
    } else if (distance === best.distance && meaning !== best.meaning) {
      tie = true;
    }
  }
  return best === null || tie ? null : best.meaning;
}

/** Slips between two words, or null when there are more than their length allows. */
function distanceWithin(word: string, target: string): number | null {
  const length = Math.min(word.length, target.length);
  if (length < 3) return null;
  if (word === target) return length < 4 ? null : 0;
  if (undouble(word) === undouble(target)) return 1;
  const allowed = length < 4 ? 0 : length < 9 ? 1 : 2;
  if (word[0] !== target[0] || Math.abs(word.length - target.length) > allowed) return null;
  const distance = DamerauLevenshteinDistance(word, target, { restricted: true });
  if (distance > allowed) return null;
  // Four or five letters: too many ordinary words differ by one letter only.
  return length < 6 && !isSwap(word, target) ? null : distance;
}

function isSwap(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
}

/** A letter typed twice, as in menuu, is the smallest slip of all. */
const undouble = (word: string) => word.replace(/(.)\1/gu, '$1');
