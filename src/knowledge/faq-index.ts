import type { Language } from '../domain/conversation.ts';
import type { Classifier } from '../understanding/classifier.ts';
import type { Example } from '../understanding/model.ts';
import type { FaqEntry } from './faq-entry.ts';

/**
 * Chosen by cross-validation over the phrasings, with the label `other` for what is none of our
 * business: above SURE 84 of 100 answers are the entry that was meant (most others its neighbour)
 * and no stranger is answered; above NEAR the entries are worth offering.
 */
const SURE = 0.5;
const NEAR = 0.12;
/** Share of known 3-grams below which a text is about something else. */
const OUR_SUBJECT = 0.65;

/**
 * What the index's classifier is trained on: every phrasing of every served entry, its titles, and
 * its answer, which holds the words that people ask with (by cross-validation 51 of 100 questions
 * find their entry first, against 36 by phrasings alone).
 */
export function faqExamples(entries: readonly FaqEntry[]): Example[] {
  return servedOf(entries).flatMap(({ id, questions, about, title, answer }) =>
    [...questions, ...about, title.th, title.en, ...answer.th]
      .filter((text) => text !== '' && text !== id)
      .map((text) => ({ label: id, text })),
  );
}

const servedOf = (entries: readonly FaqEntry[]) => entries.filter((entry) => entry.served);

/** Finds the entry that answers a question, or abstains: a wrong answer is worse than none. */
export class FaqIndex {
  readonly #entries: ReadonlyMap<string, FaqEntry>;
  readonly #classifier: Classifier | null;

  /** @param classifier trained on `faqExamples` of the same entries; null when there are none */
  constructor(entries: readonly FaqEntry[], classifier: Classifier | null) {
    this.#entries = new Map(servedOf(entries).map((entry) => [entry.id, entry]));
    this.#classifier = classifier;
  }

  answer(text: string, language: Language) {
    const { answer, alternatives } = this.rank(text);
    if (answer !== null) {
      return { status: 'answer', bubbles: this.entry(answer.id, language) ?? [] } as const;
    }
    if (alternatives.length === 0) return { status: 'abstain' } as const;
    const top = alternatives
      .slice(0, 3)
      .map(({ id }) => ({ id, title: this.#entries.get(id)?.title[language] ?? id }));
    return { status: 'unsure', top } as const;
  }

  /** The entry that surely answers, or null, and the nearest ones; none when it is not our subject. */
  rank(text: string): {
    readonly answer: { readonly id: string; readonly score: number } | null;
    readonly alternatives: readonly { readonly id: string; readonly score: number }[];
  } {
    const found = this.#classifier?.classify(text);
    const [best] = found?.ranked ?? [];
    if (found === undefined || best === undefined) return { answer: null, alternatives: [] };
    if (found.familiarity < OUR_SUBJECT || best.confidence < NEAR) {
      return { answer: null, alternatives: [] };
    }
    const scored = found.ranked
      .slice(0, 5)
      .map(({ label, confidence }) => ({ id: label, score: Math.round(confidence * 1000) / 1000 }));
    return best.confidence >= SURE
      ? { answer: scored[0] ?? null, alternatives: scored.slice(1) }
      : { answer: null, alternatives: scored };
  }

  /** The bubbles of one entry; null when it is not (or no longer) served. */
  entry(id: string, language: Language): readonly string[] | null {
    return this.#entries.get(id)?.answer[language] ?? null;
  }
}
