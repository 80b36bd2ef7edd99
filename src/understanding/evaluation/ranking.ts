import type { Ranked } from '../classifier.ts';

/** One text with the label that is right and the labels that were given, best first. */
export interface Judged {
  readonly truth: string;
  readonly ranked: readonly Ranked[];
}

export interface LabelScore {
  readonly label: string;
  readonly count: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface RankingScore {
  readonly count: number;
  /** Share of texts whose right label came first, and among the first three. */
  readonly first: number;
  readonly firstThree: number;
  /** Mean of one over the place of the right label. */
  readonly reciprocalRank: number;
  /** Mean F1 over the labels that occur. */
  readonly macroF1: number;
  readonly labels: readonly LabelScore[];
  /** Pairs that were mixed up, most often first. */
  readonly confusions: readonly {
    readonly truth: string;
    readonly given: string;
    readonly count: number;
  }[];
}

export function scoreRanking(judged: readonly Judged[]): RankingScore {
  const places = judged.map(({ truth, ranked }) =>
    ranked.findIndex(({ label }) => label === truth),
  );
  const share = (hit: (place: number) => boolean) => places.filter(hit).length / judged.length;
  const labels = [...new Set(judged.map(({ truth }) => truth))].sort().map((label) => {
    const count = judged.filter(({ truth }) => truth === label).length;
    const given = judged.filter(({ ranked }) => ranked[0]?.label === label);
    const right = given.filter(({ truth }) => truth === label).length;
    return {
      label,
      count,
      precision: given.length === 0 ? 0 : right / given.length,
      recall: right / count,
      f1: (2 * right) / (count + given.length),
    };
  });
  return {
    count: judged.length,
    first: share((place) => place === 0),
    firstThree: share((place) => place >= 0 && place < 3),
    reciprocalRank:
      places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / judged.length,
    macroF1: labels.reduce((sum, { f1 }) => sum + f1, 0) / labels.length,
    labels,
    confusions: confusionsOf(judged),
  };
}

function confusionsOf(judged: readonly Judged[]): RankingScore['confusions'] {
  const counts = new Map<string, { truth: string; given: string; count: number }>();
  for (const { truth, ranked } of judged) {
    const given = ranked[0]?.label ?? '';
    if (given === truth) continue;
    const key = `${truth}\n${given}`;
    const pair = counts.get(key) ?? { truth, given, count: 0 };
    pair.count += 1;
    counts.set(key, pair);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
