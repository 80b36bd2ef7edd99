import { buildVocabulary, featuresOf, toRow, type SparseRow } from './features.ts';
import { trainLinearSvm } from './linear-svm.ts';
import type { Lexicon } from './normalise.ts';
import { sizeOf, type Vocabulary } from './vocabulary.ts';

export interface Example {
  readonly label: string;
  readonly text: string;
}

/** Shares of what another classifier takes a text for, by its labels. */
export type Prior = (
  text: string,
) => readonly { readonly label: string; readonly confidence: number }[];

/** What training leaves behind: all that a classifier needs to judge a text. */
export interface Model {
  readonly labels: readonly string[];
  /** Labels of the prior; empty when there was none. */
  readonly priorLabels: readonly string[];
  readonly vocabulary: Vocabulary;
  /** A row of one number a label for each feature, then for each label of the prior, then the bias. */
  readonly weights: Float32Array;
}

/**
 * Names the way of making features and weights. Raise it with every change to features, folding or
 * training: stored models of another version are thrown away. A test notices when it was forgotten.
 */
export const MODEL_VERSION = 5;

/**
 * Trains one linear machine a label, each against the rest. Takes about a second for 1,400 examples.
 * @param prior what another classifier takes a text for counts as much as its characters
 */
export function trainModel(
  examples: readonly Example[],
  lexicon: Lexicon,
  prior: Prior | null = null,
): Model {
  const labels = [...new Set(examples.map(({ label }) => label))];
  const documents = examples.map(({ text }) => featuresOf(text, lexicon));
  const vocabulary = buildVocabulary(documents);
  const priorLabels =
    prior?.('')
      .map(({ label }) => label)
      .sort() ?? [];
  const rows = documents.map((document, at) =>
    withPrior(
      toRow(document, vocabulary),
      vocabulary,
      priorLabels,
      prior,
      examples[at]?.text ?? '',
    ),
  );
  const size = sizeOf(vocabulary) + priorLabels.length;
  const weights = new Float32Array((size + 1) * labels.length);
  labels.forEach((label, column) => {
    const positive = examples.map((example) => example.label === label);
    trainLinearSvm(rows, positive, size).forEach((weight, place) => {
      weights[place * labels.length + column] = weight;
    });
  });
  return { labels, priorLabels, vocabulary, weights };
}

/** Adds the prior's shares behind the places of the vocabulary; square roots, so that their length is 1. */
export function withPrior(
  row: SparseRow,
  vocabulary: Vocabulary,
  priorLabels: readonly string[],
  prior: Prior | null,
  text: string,
): SparseRow {
  if (prior === null || priorLabels.length === 0) return row;
  const shares = new Map(prior(text).map(({ label, confidence }) => [label, confidence]));
  const first = sizeOf(vocabulary);
  return {
    index: Int32Array.from([...row.index, ...priorLabels.map((_, at) => first + at)]),
    value: Float32Array.from([
      ...row.value,
      ...priorLabels.map((label) => Math.sqrt(shares.get(label) ?? 0)),
    ]),
  };
}
