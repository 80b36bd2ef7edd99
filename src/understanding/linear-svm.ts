import type { SparseRow } from './features.ts';

const PASSES = 30;
const COST = 1;

/**
 * One linear support vector machine: dual coordinate descent with L2 loss (Hsieh et al., 2008).
 * Both sides weigh the same, however many examples they have. Deterministic.
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
  // Rows are of unit length and carry a constant 1 for the bias: x·x is 2.
  const squared = 2;
  for (let pass = 0; pass < PASSES; pass += 1) {
    let largest = 0;
    for (let step = 0; step < rows.length; step += 1) {
      const at = (step * 7919 + pass * 104729) % rows.length;
      const row = rows[at];
      if (row === undefined) continue;
      const sign = positive[at] === true ? 1 : -1;
      const diagonal = 0.5 / (COST * balance(sign === 1));
      const old = alpha[at] ?? 0;
      const gradient = sign * score(weights, row) - 1 + diagonal * old;
      if (old === 0 && gradient >= 0) continue;
      const next = Math.max(0, old - gradient / (squared + diagonal));
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
    if (largest < 1e-3) break;
  }
  return weights;
}

/** Distance to the class's border: positive inside. */
export function score(weights: Float64Array | Float32Array, row: SparseRow): number {
  let sum = weights[weights.length - 1] ?? 0;
  for (let i = 0; i < row.index.length; i += 1) {
    sum += (weights[row.index[i] ?? 0] ?? 0) * (row.value[i] ?? 0);
  }
  return sum;
}
