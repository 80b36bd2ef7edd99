import { parse } from 'yaml';
import { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import type { Language } from '../domain/conversation.ts';
import { LIMITS } from '../domain/messaging-limits.ts';
import { Classifier } from '../understanding/classifier.ts';
import type { Lexicon } from '../understanding/normalise.ts';

const frontMatter = z.looseObject({
  id: z.string().regex(/^f\d{2}-[a-z0-9-]+$/, 'must look like f18-not-received'),
  title: z.string(),
  title_en: z.string(),
  short_title: z.string().max(LIMITS.quickReplyTitle),
  short_title_en: z.string().max(LIMITS.quickReplyTitle),
  questions: z.array(z.coerce.string()).min(3),
  sources: z.array(z.string()).min(1),
  review_by: z.coerce.string(),
  needs_review: z.boolean(),
});

export interface FaqEntry {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly questions: readonly string[];
  readonly answer: Readonly<Record<Language, readonly string[]>>;
  readonly served: boolean;
}

const MOST_BUBBLES = 3;

/** Reads one Markdown file of `knowledge/faq/`: front matter, Thai bubbles, `## English`, English bubbles. */
export function readFaqEntry(file: ContentFile): FaqEntry | ContentProblem[] {
  const problem = (line: number, message: string, fix: string): ContentProblem[] => [
    { file: file.path, line, message, fix },
  ];
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file.text);
  if (match === null) return problem(1, 'has no front matter', 'begin the file with --- and close it with ---');
  const lines = (match[1] ?? '').split('\n');
  let raw: unknown;
  try {
    raw = parse(match[1] ?? '');
  } catch (error) {
    return problem(2, `is not valid YAML: ${String(error).split('\n')[0]}`, 'check quotes and indentation');
  }
  const parsed = frontMatter.safeParse(raw);
  if (!parsed.success) {
    return parsed.error.issues.flatMap((issue) => {
      const key = String(issue.path[0] ?? '');
      const line = lines.findIndex((text) => text.startsWith(`${key}:`)) + 2;
      return problem(Math.max(1, line), `${key} ${issue.message}`, 'compare it with the other entries');
    });
  }
  const { id, short_title: th, short_title_en: en, questions, needs_review: review } = parsed.data;
  if (!file.path.endsWith(`/${id}.md`)) {
    return problem(2, `id ${id} differs from the file's name`, 'give both the same name');
  }
  const [thai = '', english = ''] = (match[2] ?? '').split(/^## English$/m);
  const answer = { th: bubbles(thai), en: bubbles(english) };
  for (const language of ['th', 'en'] as const) {
    const count = answer[language].length;
    if (count < 1 || count > MOST_BUBBLES) {
      return problem(lines.length + 3, `the ${language} answer has ${count} bubbles`, 'write 1 to 3');
    }
  }
  return { id, title: { th, en }, questions, answer, served: !review };
}

function bubbles(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((bubble) => bubble.trim())
    .filter((bubble) => bubble !== '');
}

/** Surely meant, and surely about what the entries know. */
const SURE = 0.5;
const NEAR = 0.15;
const OUR_SUBJECT = 0.55;

/** Finds the entry that answers a question, or abstains: a wrong answer is worse than none. */
export class FaqIndex {
  readonly #entries: ReadonlyMap<string, FaqEntry>;
  readonly #classifier: Classifier | null;

  constructor(entries: readonly FaqEntry[], lexicon: Lexicon) {
    const served = entries.filter((entry) => entry.served);
    this.#entries = new Map(served.map((entry) => [entry.id, entry]));
    const examples = served.flatMap(({ id, questions }) =>
      questions.map((text) => ({ label: id, text })),
    );
    this.#classifier = examples.length > 0 ? new Classifier(examples, lexicon) : null;
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
