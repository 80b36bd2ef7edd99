import { familiarity, grams, toRow } from './features.ts';
import { score } from './linear-svm.ts';
import { trainModel, type Example, type Model } from './model.ts';
import { fold, type Lexicon } from './normalise.ts';

export interface Ranked {
  readonly label: string;
  /** 0 to 1; all labels together 1. */
  readonly confidence: number;
}

/** Sharpens the margins to shares; chosen by cross-validation inside the training files. */
const SHARPNESS = 4;

/** Judges texts by a trained model: one-vs-rest linear machines over folded character n-grams. */
export class Classifier {
  readonly #model: Model;
  readonly #lexicon: Lexicon;

  constructor(model: Model, lexicon: Lexicon) {
    this.#model = model;
    this.#lexicon = lexicon;
  }

  /** Trains here and now: for a second the process does nothing else. */
  static trainedOn(examples: readonly Example[], lexicon: Lexicon): Classifier {
    return new Classifier(trainModel(examples, lexicon), lexicon);
  }

  /** All labels, best first, and how much of the text is known ground (0 to 1). */
  classify(text: string): { readonly ranked: readonly Ranked[]; readonly familiarity: number } {
    const { labels, vocabulary, weights } = this.#model;
    const counts = grams(fold(text, this.#lexicon));
    const row = toRow(counts, vocabulary);
    const powers = weights.map((weight) => Math.exp(SHARPNESS * score(weight, row)));
    const sum = powers.reduce((total, power) => total + power, 0);
    const ranked = labels
      .map((label, index) => ({ label, confidence: (powers[index] ?? 0) / sum }))
      .sort((a, b) => b.confidence - a.confidence);
    return { ranked, familiarity: familiarity(counts, vocabulary) };
  }
}
