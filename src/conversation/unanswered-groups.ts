import type { UnansweredQuestion } from '../domain/unanswered.ts';
import { groupQuestions, type QuestionGroup } from '../knowledge/question-groups.ts';
import type { ReadStore } from '../ports.ts';
import { EMPTY_LEXICON } from '../understanding/normalise.ts';

const READ_AT_ONCE = 200;
/** Of the latest so many questions: what nobody has asked since is asked no longer. */
const MOST_GROUPED = 2_000;

/** What the knowledge store could not answer, the same questions together, the most asked first. */
export async function unansweredGroups(
  store: Pick<ReadStore, 'unanswered'>,
): Promise<readonly QuestionGroup[]> {
  const questions: UnansweredQuestion[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.unanswered({
      limit: READ_AT_ONCE,
      ...(cursor !== null && { cursor }),
    });
    questions.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && questions.length < MOST_GROUPED);
  return groupQuestions(questions, EMPTY_LEXICON);
}
