import type { UnansweredQuestion } from '../domain/unanswered.ts';
import { gramsOf } from '../understanding/features.ts';
import { fold, type Lexicon } from '../understanding/normalise.ts';

/** Questions that ask the same, as far as their spelling tells. */
export interface QuestionGroup {
  /** The latest one, as a person wrote it. */
  readonly question: UnansweredQuestion;
  readonly count: number;
  /** Ids of all of them, latest first. */
  readonly ids: readonly string[];
  /** Other wordings, latest first, at most MOST_WORDINGS. */
  readonly wordings: readonly string[];
}

const MOST_WORDINGS = 5;
/** Share of 3-grams that two questions must have in common (Dice), 0 to 1. */
const ALIKE = 0.6;

/**
 * Puts questions that read alike together: what is asked most comes first, and of equals the latest.
 * Takes a time that grows with the questions, not with their square, as long as they differ.
 * @param questions latest first
 */
export function groupQuestions(
  questions: readonly UnansweredQuestion[],
  lexicon: Pick<Lexicon, 'words' | 'joined'>,
): QuestionGroup[] {
  const groups: { readonly size: number; readonly members: UnansweredQuestion[] }[] = [];
  const having = new Map<string, number[]>();
  for (const question of questions) {
    const grams = threeGrams(question.text, lexicon);
    const common = new Map<number, number>();
    for (const gram of grams) {
      for (const at of having.get(gram) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    }
    const [nearest, alike] = [...common]
      .map(([at, count]) => [at, (2 * count) / (grams.size + (groups[at]?.size ?? 0))] as const)
      .reduce((best, next) => (next[1] > best[1] ? next : best), [-1, 0] as const);
    const group = alike >= ALIKE ? groups[nearest] : undefined;
    if (group !== undefined) {
      group.members.push(question);
      continue;
    }
    groups.push({ size: grams.size, members: [question] });
    for (const gram of grams) having.set(gram, [...(having.get(gram) ?? []), groups.length - 1]);
  }
  return groups
    .flatMap(({ members }) => groupOf(members))
    .sort((a, b) => b.count - a.count || b.question.at - a.question.at);
}

function groupOf(members: readonly UnansweredQuestion[]): QuestionGroup[] {
  const [question, ...others] = members;
  if (question === undefined) return [];
  const wordings = [...new Set(others.map(({ text }) => text))].filter(
    (text) => text !== question.text,
  );
  return [
    {
      question,
      count: members.length,
      ids: members.map(({ id }) => id),
      wordings: wordings.slice(0, MOST_WORDINGS),
    },
  ];
}

function threeGrams(text: string, lexicon: Pick<Lexicon, 'words' | 'joined'>): Set<string> {
  const folded = fold(text, lexicon).text;
  const grams = gramsOf(folded).filter((gram) => gram.length === 3);
  return new Set(grams.length > 0 ? grams : [folded]);
}
