import type { SparseRow } from './features.ts';

/** More passes change no label in cross-validation. */
const PASSES = 10;
const COST = 1;
/** From the second pass on, a row that is this far on its side of the border is passed over. */
const SAFE = 0.1;

/**
 * One linear support vector machine: dual coordinate descent with L2 loss (Hsieh et al., 2008),
 * the rows in a new order at each pass. Both sides weigh the same, however many examples they
 * have. The same rows always give the same weights.
 * @param positive tells, for each row, whether it belongs to the class
 * @returns weights, with the bias behind the last one
 */
export function trainLinearSvm(
  rows: readonly SparseRow[],
  positive: readonly boolean[],
  size: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const positives = positive.filter(Boolean).length;
  const balance = (isPositive: boolean) =>
    rows.length / (2 * Math.max(1, isPositive ? positives : rows.length - positives));
  const alpha = new Float64Array(rows.length);
  const resting = new Uint8Array(rows.length);
  const shuffle = shuffler(rows.length);
  // Rows carry a constant 1 for the bias.
  const squares = rows.map(({ value }) => value.reduce((sum, v) => sum + v * v, 1));
  for (let pass = 0; pass < PASSES; pass += 1) {
    let largest = 0;
    for (const at of shuffle()) {
      const row = rows[at];
      if (row === undefined || resting[at] === 1) continue;
      const sign = positive[at] === true ? 1 : -1;
      const diagonal = 0.5 / (COST * balance(sign === 1));
      const old = alpha[at] ?? 0;
      const gradient = sign * score(weights, row) - 1 + diagonal * old;
      if (old === 0 && gradient >= 0) {
        if (gradient > SAFE && pass > 0) resting[at] = 1;
        continue;
      }
      const next = Math.max(0, old - gradient / ((squares[at] ?? 1) + diagonal));
      const change = (next - old) * sign;
      if (change === 0) continue;
      alpha[at] = next;
      largest = Math.max(largest, Math.abs(change));
      for (let i = 0; i < row.index.length; i += 1) {
        const place = row.index[i] ?? 0;
        weights[place] = (weights[place] ?? 0) + change * (row.value[i] ?? 0);
      }
      weights[size] = (weights[size] ?? 0) + change;
    }
    if (largest < 1e-2) break;
  }
  return weights;
}

/** Gives the numbers below `count` in another order at each call; always the same ones (xorshift32). */
function shuffler(count: number): () => Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  let state = 12_345;
  return () => {
    for (let i = count - 1; i > 0; i -= 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const j = (state >>> 0) % (i + 1);
      const other = order[j] ?? 0;
      order[j] = order[i] ?? 0;
      order[i] = other;
    }
    return order;
  };
}

function score(weights: Float64Array, row: SparseRow): number {
  let sum = weights[weights.length - 1] ?? 0;
  for (let i = 0; i < row.index.length; i += 1) {
    sum += (weights[row.index[i] ?? 0] ?? 0) * (row.value[i] ?? 0);
  }
  return sum;
}
