import { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { normalise } from '../understanding/normalise.ts';
import { YamlFile } from '../understanding/yaml-file.ts';
import type { FaqEntry } from './faq-entry.ts';

const uncoveredFile = z.looseObject({ questions: z.array(z.coerce.string()) });

/** Reads `knowledge/uncovered.yml`: questions that no entry answers, so that the bot learns to abstain. */
export function readUncovered(
  file: ContentFile,
  entries: readonly FaqEntry[],
): { readonly questions: readonly string[]; readonly problems: readonly ContentProblem[] } {
  const yaml = new YamlFile(file);
  if (yaml.faults.length > 0) return { questions: [], problems: yaml.faults };
  const parsed = uncoveredFile.safeParse(yaml.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      yaml.problem(path, message, 'write a line questions: and below it one question a line'),
    );
    return { questions: [], problems };
  }
  const answered = new Map(
    entries.flatMap(({ id, questions }) => questions.map((text) => [keyOf(text), id] as const)),
  );
  const { questions } = parsed.data;
  const problems = questions.flatMap((text, index) => {
    const id = answered.get(keyOf(text));
    return id === undefined
      ? []
      : yaml.problem(
          ['questions', index],
          `the question is answered by ${id}`,
          'delete it here, or take it out of the entry',
        );
  });
  return { questions, problems };
}

const keyOf = (text: string) => normalise(text).replace(/[\s?]/g, '');
