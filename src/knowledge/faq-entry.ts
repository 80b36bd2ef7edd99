import { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import type { Language } from '../domain/conversation.ts';
import { LIMITS } from '../domain/messaging-limits.ts';
import { isComplaintType } from '../domain/problem-types.ts';
import { normalise } from '../understanding/normalise.ts';
import { YamlFile } from '../understanding/yaml-file.ts';

const shortTitle = z
  .string()
  .max(
    LIMITS.quickReplyTitle,
    `has more than ${LIMITS.quickReplyTitle} characters; Thai vowels and tone marks count`,
  );
const frontMatter = z.looseObject({
  id: z.string().regex(/^f\d{2}-[a-z0-9-]+$/, 'must look like f18-not-received'),
  title: z.string(),
  title_en: z.string(),
  short_title: shortTitle,
  short_title_en: shortTitle,
  questions: z.array(z.coerce.string()).min(3, 'must have at least 3 phrasings'),
  problem_types: z.array(z.string().refine(isComplaintType, 'is no known problem type')).default([]),
  sources: z.array(z.string()).min(1, 'must name where the answer comes from'),
  review_by: z.coerce.string().regex(/^\d{4}-\d{2}-\d{2}/, 'must be a day such as 2027-05-31'),
  needs_review: z.boolean(),
});

export interface FaqEntry {
  readonly id: string;
  /** Fits a quick reply. */
  readonly title: Readonly<Record<Language, string>>;
  readonly questions: readonly string[];
  /** Full titles: what the entry is about, in its editor's words. */
  readonly about: readonly string[];
  readonly answer: Readonly<Record<Language, readonly string[]>>;
  readonly served: boolean;
  /** Day after which the answer must be read again, e.g. 2027-05-31; null: never. */
  readonly reviewBy: string | null;
}

const MOST_BUBBLES = 3;

/** Reads all entries together: a phrasing may stand under one entry only. */
export function readFaqEntries(files: readonly ContentFile[]): {
  readonly entries: readonly FaqEntry[];
  readonly problems: readonly ContentProblem[];
} {
  const entries: FaqEntry[] = [];
  const problems: ContentProblem[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const { entry, yaml, problems: found } = readFaqEntry(file);
    problems.push(...found);
    if (entry === null || yaml === null) continue;
    entries.push(entry);
    entry.questions.forEach((question, index) => {
      const key = normalise(question).replace(/[\s?]/g, '');
      const other = seen.get(key);
      seen.set(key, entry.id);
      if (other === undefined) return;
      problems.push(
        yaml.problem(
          ['questions', index],
          `the phrasing stands under ${other} too`,
          'keep it where it is answered and delete the other',
        ),
      );
    });
  }
  return { entries, problems };
}

interface ReadEntry {
  readonly entry: FaqEntry | null;
  readonly yaml: YamlFile | null;
  readonly problems: readonly ContentProblem[];
}

/** Reads one Markdown file of `knowledge/faq/`: front matter, Thai bubbles, `## English`, English bubbles. */
function readFaqEntry(file: ContentFile): ReadEntry {
  const match = /^---\r?\n([\s\S]*?\n)---\r?\n([\s\S]*)$/.exec(file.text);
  if (match === null) {
    const problem = {
      file: file.path,
      line: 1,
      message: 'has no front matter',
      fix: 'begin the file with --- and close the lines about the entry with ---',
    };
    return { entry: null, yaml: null, problems: [problem] };
  }
  const [, head = '', body = ''] = match;
  const yaml = new YamlFile({ path: file.path, text: head }, 1);
  const refuse = (problems: readonly ContentProblem[]) => ({ entry: null, yaml, problems });
  if (yaml.faults.length > 0) return refuse(yaml.faults);
  const parsed = frontMatter.safeParse(yaml.value);
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(({ path, message }) =>
        yaml.problem(path, `${path.map(String).join(' ')} ${message}`, 'compare it with the other entries'),
      ),
    );
  }
  const { id, short_title: th, short_title_en: en, questions, needs_review: review } = parsed.data;
  const about = [parsed.data.title, parsed.data.title_en];
  const problems: ContentProblem[] = [];
  if (!file.path.endsWith(`/${id}.md`)) {
    problems.push(
      yaml.problem(['id'], `id ${id} differs from the file's name`, 'give both the same name'),
    );
  }
  const bodyLine = head.split('\n').length + 2;
  const [thai = '', english = ''] = body.split(/^## English\s*$/m);
  const englishLine = bodyLine + thai.split('\n').length - 1;
  const answer = { th: bubblesOf(thai), en: bubblesOf(english) };
  for (const [name, bubbles, line] of [
    ['Thai', answer.th, bodyLine],
    ['English', answer.en, englishLine],
  ] as const) {
    problems.push(...lintAnswer(file.path, name, bubbles, line));
  }
  if (problems.length > 0) return refuse(problems);
  const reviewBy = parsed.data.review_by.slice(0, 10);
  const title = { th, en };
  const entry = { id, title, questions, about, answer, reviewBy, served: !review };
  return { entry, yaml, problems };
}

function lintAnswer(
  file: string,
  language: string,
  bubbles: readonly string[],
  line: number,
): ContentProblem[] {
  if (bubbles.length === 0) {
    const fix = language === 'English' ? 'write it below a line ## English' : 'write it below ---';
    return [{ file, line, message: `the ${language} answer is missing`, fix }];
  }
  const problems: ContentProblem[] = [];
  if (bubbles.length > MOST_BUBBLES) {
    problems.push({
      file,
      line,
      message: `the ${language} answer has ${bubbles.length} bubbles`,
      fix: `write at most ${MOST_BUBBLES}; a blank line begins a new one`,
    });
  }
  for (const bubble of bubbles) {
    if (bubble.length <= LIMITS.text) continue;
    problems.push({
      file,
      line,
      message: `a bubble of the ${language} answer has ${bubble.length} characters`,
      fix: `shorten it to ${LIMITS.text}`,
    });
  }
  return problems;
}

function bubblesOf(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((bubble) => bubble.trim())
    .filter((bubble) => bubble !== '');
}
