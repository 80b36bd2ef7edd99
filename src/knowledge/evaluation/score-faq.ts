import { dealFolds } from '../../understanding/evaluation/folds.ts';
import { scoreRanking, type RankingScore } from '../../understanding/evaluation/ranking.ts';
import { Classifier } from '../../understanding/classifier.ts';
import type { Prior } from '../../understanding/model.ts';
import type { Lexicon } from '../../understanding/normalise.ts';
import type { FaqEntry } from '../faq-entry.ts';
import { faqExamples, FaqIndex } from '../faq-index.ts';
import { NEAR, SURE } from '../gates.ts';

/** A question with the entry that answers it; null: none does. */
export interface Asked {
  readonly entry: string | null;
  readonly text: string;
}

/** What would happen if the bot answered from a sureness on. Shares of all questions of their kind. */
export interface AbstentionPoint {
  readonly sureness: number;
  /** Of the questions that an entry answers: answered at all, and answered by another entry. */
  readonly answered: number;
  readonly wrong: number;
  /** Of the questions that no entry answers: answered all the same. */
  readonly falselyAnswered: number;
}

export interface FaqScore {
  readonly ranking: RankingScore;
  readonly strangers: number;
  /** At the gates in use. */
  readonly inUse: AbstentionPoint;
  /** Of the questions that no entry answers: nothing was even offered. */
  readonly strangersLeftAlone: number;
  readonly curve: readonly AbstentionPoint[];
}

interface Found extends Asked {
  readonly ranked: readonly string[];
  readonly sureness: number;
}

/** Puts questions to an index that has never seen them. */
export function scoreFaq(asked: readonly Asked[], index: FaqIndex): FaqScore {
  return scoreOf(asked.map((question) => find(question, index)));
}

/** Cross-validates inside the entries' own phrasings and the questions that none answers. */
export function crossValidateFaq(
  knowledge: {
    readonly entries: readonly FaqEntry[];
    readonly strangers: readonly string[];
    readonly lexicon: Lexicon;
  },
  prior: Prior,
  folds: number,
): FaqScore {
  const { entries, strangers, lexicon } = knowledge;
  const served = entries.filter((entry) => entry.served);
  const asked: Asked[] = [
    ...served.flatMap(({ id, questions }) => questions.map((text) => ({ entry: id, text }))),
    ...strangers.map((text) => ({ entry: null, text })),
  ];
  const foldOf = dealFolds(
    asked.map(({ entry }) => entry ?? ''),
    folds,
  );
  const found: Found[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const held = asked.filter((_, at) => foldOf[at] === fold);
    const texts = new Set(held.map(({ text }) => text));
    const unseen = (list: readonly string[]) => list.filter((text) => !texts.has(text));
    const rest = served.map((entry) => ({
      ...entry,
      questions: unseen(entry.questions),
      about: unseen(entry.about),
    }));
    const examples = faqExamples(rest, unseen(strangers));
    const index = new FaqIndex(rest, Classifier.trainedOn(examples, lexicon, prior), lexicon);
    found.push(...held.map((question) => find(question, index)));
  }
  return scoreOf(found);
}

function find(question: Asked, index: FaqIndex): Found {
  const { answer, alternatives, sureness } = index.rank(question.text);
  const ranked = [...(answer === null ? [] : [answer]), ...alternatives].map(({ id }) => id);
  return { ...question, ranked, sureness };
}

function scoreOf(found: readonly Found[]): FaqScore {
  const covered = found.flatMap((item) => (item.entry === null ? [] : { ...item, entry: item.entry }));
  const strangers = found.filter(({ entry }) => entry === null);
  const share = <Item>(items: readonly Item[], hit: (item: Item) => boolean) =>
    items.length === 0 ? 0 : items.filter(hit).length / items.length;
  const at = (sureness: number): AbstentionPoint => ({
    sureness,
    answered: share(covered, (item) => item.sureness >= sureness),
    wrong: share(covered, (item) => item.sureness >= sureness && item.ranked[0] !== item.entry),
    falselyAnswered: share(strangers, (item) => item.sureness >= sureness),
  });
  return {
    ranking: scoreRanking(
      covered.map(({ entry, ranked }) => ({
        truth: entry,
        ranked: ranked.map((label) => ({ label, confidence: 0 })),
      })),
    ),
    strangers: strangers.length,
    inUse: at(SURE),
    strangersLeftAlone: share(strangers, (item) => item.sureness < NEAR),
    curve: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(at),
  };
}
