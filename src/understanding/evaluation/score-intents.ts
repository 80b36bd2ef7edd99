import { Classifier } from '../classifier.ts';
import type { Example } from '../model.ts';
import type { Lexicon } from '../normalise.ts';
import { rankLabels } from '../understand.ts';
import { scoreCalibration } from './calibration.ts';
import { dealFolds } from './folds.ts';
import { scoreRanking, type Judged, type RankingScore } from './ranking.ts';

export interface IntentScore {
  readonly ranking: RankingScore;
  readonly calibration: ReturnType<typeof scoreCalibration>;
}

/** Puts texts to a classifier that has never seen them. */
export function scoreIntents(examples: readonly Example[], classifier: Classifier): IntentScore {
  return scoreOf(judge(examples, classifier));
}

/** Cross-validates: each fold is judged by what was learnt from the others. */
export function crossValidateIntents(
  examples: readonly Example[],
  lexicon: Lexicon,
  folds: number,
): IntentScore {
  const foldOf = dealFolds(
    examples.map(({ label }) => label),
    folds,
  );
  const judged: Judged[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const rest = examples.filter((_, at) => foldOf[at] !== fold);
    const held = examples.filter((_, at) => foldOf[at] === fold);
    judged.push(...judge(held, Classifier.trainedOn(rest, lexicon)));
  }
  return scoreOf(judged);
}

const judge = (examples: readonly Example[], classifier: Classifier): Judged[] =>
  examples.map(({ label, text }) => ({ truth: label, ranked: rankLabels(text, classifier) }));

const scoreOf = (judged: readonly Judged[]): IntentScore => ({
  ranking: scoreRanking(judged),
  calibration: scoreCalibration(judged),
});
