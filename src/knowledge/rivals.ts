import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import type { FaqEntry } from './faq-entry.ts';
import type { FaqIndex } from './faq-index.ts';

/**
 * Phrasings that another entry would answer, although they were trained for their own: whoever asks
 * so gets the wrong answer.
 * @param files the entries' files, for the lines
 */
export function findRivals(
  entries: readonly FaqEntry[],
  index: Pick<FaqIndex, 'rank'>,
  files: readonly ContentFile[],
): ContentProblem[] {
  return served(entries).flatMap(({ id, questions }) =>
    questions.flatMap((question) => {
      const winner = index.rank(question).answer?.id ?? id;
      if (winner === id) return [];
      const message = `the phrasing would be answered by ${winner}`;
      const fix = 'word it so that it says what only this entry is about, or move it there';
      return { ...placeOf(files, id, question), message, fix };
    }),
  );
}

/**
 * Entries that nobody has read again in time. Their answers may be right all the same.
 * @param today e.g. 2026-11-25
 */
export function findOverdue(
  entries: readonly FaqEntry[],
  today: string,
  files: readonly ContentFile[],
): ContentProblem[] {
  return served(entries).flatMap(({ id, reviewBy }) => {
    if (reviewBy === null || reviewBy >= today) return [];
    const message = `the answer should have been read again by ${reviewBy}`;
    const fix = 'check it against its sources and set review_by to a later day';
    return { ...placeOf(files, id, reviewBy), message, fix };
  });
}

const served = (entries: readonly FaqEntry[]) => entries.filter((entry) => entry.served);

function placeOf(files: readonly ContentFile[], id: string, text: string) {
  const file = files.find(({ path }) => path.endsWith(`/${id}.md`));
  const at = file?.text.indexOf(text) ?? -1;
  const line = file === undefined || at < 0 ? 1 : file.text.slice(0, at).split('\n').length;
  return { file: file?.path ?? `knowledge/faq/${id}.md`, line };
}
