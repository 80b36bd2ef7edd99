import { familiarity, featuresOf, toRow } from './features.ts';
import { asMeant } from './keyboard.ts';
import { trainModel, withPrior, type Example, type Model, type Prior } from './model.ts';
import type { Lexicon } from './normalise.ts';

export interface Ranked {
  readonly label: string;
  /** 0 to 1; all labels together 1. */
  readonly confidence: number;
}

/** Sharpens the margins to shares so that a share of 0.7 is right 7 times of 10; by cross-validation. */
const SHARPNESS = 6;
/** Twice what one Messenger message holds: whoever writes more has said by then what it is about. */
const MOST_CHARACTERS = 4_000;
/** A classifier that builds on this one learns more from softer shares. */
const PRIOR_SHARPNESS = 3;

interface Measured {
  readonly text: string;
  readonly margins: Float64Array;
  /** Share of the text that is known ground. */
  readonly known: number;
}

/** Judges texts by a trained model: one-vs-rest linear machines over what the text is known by. */
export class Classifier {
  readonly #model: Model;
  readonly #lexicon: Lexicon;
  readonly #prior: Prior | null;
  #last: Measured | null = null;

  /** @param prior the one that the model was trained with */
  constructor(model: Model, lexicon: Lexicon, prior: Prior | null = null) {
    this.#model = model;
    this.#lexicon = lexicon;
    this.#prior = prior;
  }

  /** Trains here and now: for a second the process does nothing else. */
  static trainedOn(
    examples: readonly Example[],
    lexicon: Lexicon,
    prior: Prior | null = null,
  ): Classifier {
    return new Classifier(trainModel(examples, lexicon, prior), lexicon, prior);
  }

  /** All labels, best first, and how much of the text is known ground (0 to 1). */
  classify(text: string): { readonly ranked: readonly Ranked[]; readonly familiarity: number } {
    return this.#judge(this.asMeant(text), SHARPNESS);
  }

  /** The text as it was meant, where the keyboard stood on English for Thai words. */
  asMeant(text: string): string {
    const { vocabulary } = this.#model;
    return asMeant(text, (said) => familiarity(featuresOf(said, this.#lexicon), vocabulary));
  }

  /** What the text is taken for, for a classifier that builds on this one. */
  get asPrior(): Prior {
    return (text) => this.#judge(text, PRIOR_SHARPNESS).ranked;
  }

  #judge(text: string, sharpness: number) {
    const { labels } = this.#model;
    const { margins, known } = this.#measure(text);
    const powers = margins.map((margin) => Math.exp(sharpness * margin));
    const sum = powers.reduce((total, power) => total + power, 0);
    const ranked = labels
      .map((label, index) => ({ label, confidence: (powers[index] ?? 0) / sum }))
      .sort((a, b) => b.confidence - a.confidence);
    return { ranked, familiarity: known };
  }

  /** An utterance is judged twice in a row: for itself, and as what the entries build on. */
  #measure(text: string): Measured {
    if (this.#last?.text === text) return this.#last;
    const { priorLabels, vocabulary } = this.#model;
    const features = featuresOf(text.slice(0, MOST_CHARACTERS), this.#lexicon);
    const row = withPrior(toRow(features, vocabulary), vocabulary, priorLabels, this.#prior, text);
    this.#last = { text, margins: this.#margins(row), known: familiarity(features, vocabulary) };
    return this.#last;
  }

  /** Distance to each label's border: positive inside. */
  #margins({ index, value }: ReturnType<typeof toRow>): Float64Array {
    const { labels, weights } = this.#model;
    const count = labels.length;
    const margins = Float64Array.from(weights.subarray(weights.length - count));
    for (let i = 0; i < index.length; i += 1) {
      const row = (index[i] ?? 0) * count;
      const factor = value[i] ?? 0;
      for (let label = 0; label < count; label += 1) {
        margins[label] = (margins[label] ?? 0) + factor * (weights[row + label] ?? 0);
      }
    }
    return margins;
  }
}
