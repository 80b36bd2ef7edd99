import type { SuggestedAnswer } from '../domain/canned-reply.ts';
import type { Language } from '../domain/conversation.ts';
import type { Classifier, Ranked } from '../understanding/classifier.ts';
import type { Example } from '../understanding/model.ts';
import type { Lexicon } from '../understanding/normalise.ts';
import { EntrySearch, standardised } from './entry-search.ts';
import type { FaqEntry } from './faq-entry.ts';
import { NEAR, SURE, sureness } from './gates.ts';

/** The label of questions that no entry answers. No entry can have it: an id has letters. */
const STRANGER = '';
/** Below this many phrasings an entry, on average, the entries are searched as well. */
const FEW_PHRASINGS = 5;
/** What the classifier counts for beside the search, and how standard deviations become shares. */
const BESIDE_SEARCH = 0.5;
const SHARPNESS = 1;

/**
 * What the index's classifier is trained on: every phrasing of every served entry, its titles, and
 * its answer, which holds the words that people ask with.
 * @param strangers questions that no entry answers
 */
export function faqExamples(
  entries: readonly FaqEntry[],
  strangers: readonly string[] = [],
): Example[] {
  const examples = servedOf(entries).flatMap(({ id, questions, about, title, answer }) =>
    [...questions, ...about, title.th, title.en, ...answer.th]
      .filter((text) => text !== '' && text !== id)
      .map((text) => ({ label: id, text })),
  );
  return [...examples, ...strangers.map((text) => ({ label: STRANGER, text }))];
}

const servedOf = (entries: readonly FaqEntry[]) => entries.filter((entry) => entry.served);

/** Finds the entry that answers a question, or abstains: a wrong answer is worse than none. */
export class FaqIndex {
  readonly #entries: ReadonlyMap<string, FaqEntry>;
  readonly #classifier: Classifier | null;
  readonly #search: EntrySearch | null;

  /** @param classifier trained on `faqExamples` of the same entries; null when there are none */
  constructor(entries: readonly FaqEntry[], classifier: Classifier | null, lexicon: Lexicon) {
    const served = servedOf(entries);
    this.#entries = new Map(served.map((entry) => [entry.id, entry]));
    this.#classifier = classifier;
    const phrasings = served.reduce((sum, { questions }) => sum + questions.length, 0);
    const few = served.length > 0 && phrasings < FEW_PHRASINGS * served.length;
    this.#search = few ? new EntrySearch(faqExamples(served), lexicon) : null;
  }

  answer(text: string, language: Language) {
    const { answer, alternatives, sureness } = this.rank(text);
    if (answer !== null) {
      return { status: 'answer', bubbles: this.entry(answer.id, language) ?? [] } as const;
    }
    if (sureness < NEAR) return { status: 'abstain' } as const;
    const top = alternatives
      .slice(0, 3)
      .map(({ id }) => ({ id, title: this.#entries.get(id)?.title[language] ?? id }));
    return { status: 'unsure', top } as const;
  }

  /**
   * The entry that surely answers, or null, and the nearest other ones; `sureness` is 0 to 1.
   */
  rank(text: string): {
    readonly answer: { readonly id: string; readonly score: number } | null;
    readonly alternatives: readonly { readonly id: string; readonly score: number }[];
    readonly sureness: number;
  } {
    const found = this.#classifier?.classify(text);
    if (found === undefined || text.trim() === '') {
      return { answer: null, alternatives: [], sureness: 0 };
    }
    const stranger = found.ranked.find(({ label }) => label === STRANGER)?.confidence ?? null;
    const ranked = this.#searched(
      text,
      found.ranked.filter(({ label }) => label !== STRANGER),
    );
    const [best = 0, second = 0] = ranked.map(({ confidence }) => confidence);
    const sure = sureness({ best, second, stranger, familiarity: found.familiarity });
    const scored = ranked
      .slice(0, 5)
      .map(({ label, confidence }) => ({ id: label, score: Math.round(confidence * 1000) / 1000 }));
    return sure >= SURE
      ? { answer: scored[0] ?? null, alternatives: scored.slice(1), sureness: sure }
      : { answer: null, alternatives: scored, sureness: sure };
  }

  /** The answers nearest to a question, for a person to choose from; none when it is far from all. */
  suggest(text: string, language: Language, most: number): readonly SuggestedAnswer[] {
    const { answer, alternatives, sureness } = this.rank(text);
    if (sureness < NEAR) return [];
    const ranked = answer === null ? alternatives : [answer, ...alternatives];
    return ranked.slice(0, most).flatMap(({ id }) => {
      const entry = this.#entries.get(id);
      if (entry === undefined) return [];
      return [{ id, title: entry.title[language], text: entry.answer[language].join('\n\n') }];
    });
  }

  /** The bubbles of one entry; null when it is not (or no longer) served. */
  entry(id: string, language: Language): readonly string[] | null {
    return this.#entries.get(id)?.answer[language] ?? null;
  }

  #searched(text: string, ranked: readonly Ranked[]): readonly Ranked[] {
    const search = this.#search;
    if (search === null) return ranked;
    const shares = new Map(ranked.map(({ label, confidence }) => [label, confidence]));
    const margins = standardised(search.ids.map((id) => Math.log((shares.get(id) ?? 0) + 1e-9)));
    const powers = search
      .scores(text)
      .map((score, at) => Math.exp(SHARPNESS * (score + BESIDE_SEARCH * (margins[at] ?? 0))));
    const sum = powers.reduce((total, power) => total + power, 0);
    return search.ids
      .map((label, at) => ({ label, confidence: (powers[at] ?? 0) / sum }))
      .sort((a, b) => b.confidence - a.confidence);
  }
}
