import { buildVocabulary, familiarity, grams, toRow, type Vocabulary } from './features.ts';
import { score, trainLinearSvm } from './linear-svm.ts';
import { fold, type Lexicon } from './normalise.ts';

export interface Example {
  readonly label: string;
  readonly text: string;
}

export interface Ranked {
  readonly label: string;
  /** 0 to 1; all labels together 1. */
  readonly confidence: number;
}

/** Sharpens the margins to shares; chosen by cross-validation inside the training files. */
const SHARPNESS = 4;

/** One-vs-rest linear machines over folded character n-grams. */
export class Classifier {
  readonly #labels: readonly string[];
  readonly #weights: readonly Float64Array[];
  readonly #vocabulary: Vocabulary;
  readonly #lexicon: Lexicon;

  constructor(examples: readonly Example[], lexicon: Lexicon) {
    this.#lexicon = lexicon;
    this.#labels = [...new Set(examples.map((example) => example.label))];
    const documents = examples.map((example) => grams(fold(example.text, lexicon)));
    const vocabulary = buildVocabulary(documents);
    this.#vocabulary = vocabulary;
    const rows = documents.map((document) => toRow(document, vocabulary));
    this.#weights = this.#labels.map((label) =>
      trainLinearSvm(
        rows,
        examples.map((example) => example.label === label),
        vocabulary.places.size,
      ),
    );
  }

  /** All labels, best first, and how much of the text is known ground (0 to 1). */
  classify(text: string): { readonly ranked: readonly Ranked[]; readonly familiarity: number } {
    const counts = grams(fold(text, this.#lexicon));
    const row = toRow(counts, this.#vocabulary);
    const powers = this.#weights.map((weights) => Math.exp(SHARPNESS * score(weights, row)));
    const sum = powers.reduce((total, power) => total + power, 0);
    const ranked = this.#labels
      .map((label, index) => ({ label, confidence: (powers[index] ?? 0) / sum }))
      .sort((a, b) => b.confidence - a.confidence);
    return { ranked, familiarity: familiarity(counts, this.#vocabulary) };
  }
}
