import { parse } from 'yaml';
import { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { isIntent } from '../domain/problem-types.ts';
import type { Example } from './classifier.ts';
import { normalise, type Lexicon } from './normalise.ts';

const intentFile = z.looseObject({
  label: z.string().refine(isIntent, 'is no known label'),
  phrasings: z.array(z.coerce.string()).min(20, 'must have at least 20 phrasings'),
});
const words = z.record(z.string(), z.coerce.string()).default({});
const lexiconFile = z.looseObject({
  replacements: words,
  joined: words,
  latin: words,
  names: words,
});

/** Reads the training phrasings of all intents. */
export function readIntents(files: readonly ContentFile[]): {
  readonly examples: readonly Example[];
  readonly problems: readonly ContentProblem[];
} {
  const examples: Example[] = [];
  const problems: ContentProblem[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const parsed = intentFile.safeParse(parse(file.text));
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const key = String(issue.path[0] ?? '');
        problems.push({
          file: file.path,
          line: lineOf(file.text, `${key}:`),
          message: `${key} ${issue.message}`,
          fix: 'compare it with the other files of this folder',
        });
      }
      continue;
    }
    const { label, phrasings } = parsed.data;
    for (const text of phrasings) {
      const key = normalise(text).replace(/\s/g, '');
      const other = seen.get(key);
      if (other !== undefined) {
        problems.push({
          file: file.path,
          line: lineOf(file.text, text),
          message: `the phrasing stands under ${other} too`,
          fix: 'keep it where it belongs and delete the other',
        });
      }
      seen.set(key, label);
      examples.push({ label, text });
    }
  }
  return { examples, problems };
}

/** Reads `knowledge/lexicon.yml`. */
export function readLexicon(file: ContentFile): Lexicon {
  const { replacements, joined, latin, names } = lexiconFile.parse(parse(file.text));
  const running = { ...joined, ...names };
  return {
    words: new Map(Object.entries({ ...replacements, ...latin })),
    joined: Object.entries(running).sort(([a], [b]) => b.length - a.length),
  };
}

function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
