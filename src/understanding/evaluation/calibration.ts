import type { Judged } from './ranking.ts';

/** Texts whose first label had a confidence within a tenth: how often it was right. */
export interface CalibrationBin {
  readonly count: number;
  readonly confidence: number;
  readonly right: number;
}

/**
 * How much a confidence can be taken at its word: in ten bins, what was claimed and what came true.
 * @returns `error`: mean distance between the two, weighted by the bins' sizes; 0 is perfect
 */
export function scoreCalibration(judged: readonly Judged[]): {
  readonly bins: readonly CalibrationBin[];
  readonly error: number;
} {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { truth, ranked } of judged) {
    const [best] = ranked;
    const bin = bins[Math.min(9, Math.floor((best?.confidence ?? 0) * 10))];
    if (best === undefined || bin === undefined) continue;
    bin.count += 1;
    bin.confidence += best.confidence;
    bin.right += best.label === truth ? 1 : 0;
  }
  const filled = bins
    .filter(({ count }) => count > 0)
    .map(({ count, confidence, right }) => ({
      count,
      confidence: confidence / count,
      right: right / count,
    }));
  const error = filled.reduce(
    (sum, { count, confidence, right }) => sum + count * Math.abs(confidence - right),
    0,
  );
  return { bins: filled, error: error / judged.length };
}
