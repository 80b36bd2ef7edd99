import { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { isIntent } from '../domain/problem-types.ts';
import { signOf } from './concepts.ts';
import type { Example } from './model.ts';
import { EMPTY_LEXICON, fold, normalise, type Lexicon } from './normalise.ts';
import { YamlFile } from './yaml-file.ts';

const COMPARE = 'compare it with the other files of this folder';

const intentFile = z.looseObject({
  label: z.string().refine(isIntent, 'is no known label'),
  description: z.string().optional(),
  description_en: z.string().optional(),
  phrasings: z.array(z.coerce.string()).min(20, 'must have at least 20 phrasings'),
});
const words = z.record(z.string(), z.coerce.string()).default({});
const lexiconFile = z.looseObject({
  replacements: words,
  joined: words,
  latin: words,
  names: words,
  concepts: z.record(z.string(), z.array(z.coerce.string()).min(1)).default({}),
});

/** Reads the training phrasings of all intents; their descriptions train too, which helps a little. */
export function readIntents(files: readonly ContentFile[]): {
  readonly examples: readonly Example[];
  readonly problems: readonly ContentProblem[];
} {
  const examples: Example[] = [];
  const problems: ContentProblem[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const yaml = new YamlFile(file);
    problems.push(...yaml.faults);
    if (yaml.faults.length > 0) continue;
    const parsed = intentFile.safeParse(yaml.value);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        problems.push(yaml.problem(path, `${String(path[0] ?? 'the file')} ${message}`, COMPARE));
      }
      continue;
    }
    const { label, phrasings, description, description_en } = parsed.data;
    for (const text of [description, description_en]) {
      if (text !== undefined) examples.push({ label, text });
    }
    phrasings.forEach((text, index) => {
      const key = normalise(text).replace(/\s/g, '');
      const other = seen.get(key);
      if (other !== undefined) {
        problems.push(
          yaml.problem(
            ['phrasings', index],
            `the phrasing stands under ${other} too`,
            'keep it where it belongs and delete the other',
          ),
        );
      }
      seen.set(key, label);
      examples.push({ label, text });
    });
  }
  return { examples, problems };
}

/** Reads `knowledge/lexicon.yml`. */
export function readLexicon(file: ContentFile): {
  readonly lexicon: Lexicon;
  readonly problems: readonly ContentProblem[];
} {
  const yaml = new YamlFile(file);
  if (yaml.faults.length > 0) return { lexicon: EMPTY_LEXICON, problems: yaml.faults };
  const parsed = lexiconFile.safeParse(yaml.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      yaml.problem(
        path,
        message,
        'write lines of the form: typed form, colon, usual form; a concept has a list of words',
      ),
    );
    return { lexicon: EMPTY_LEXICON, problems };
  }
  const { replacements, joined, latin, names, concepts } = parsed.data;
  const spellings = {
    words: new Map(Object.entries({ ...replacements, ...latin })),
    joined: Object.entries({ ...joined, ...names }).sort(([a], [b]) => b.length - a.length),
  };
  const signsOf = (list: readonly string[]) =>
    list.map((word) => signOf(fold(word, spellings).text)).filter((sign) => sign.trim() !== '');
  return {
    lexicon: {
      ...spellings,
      concepts: Object.entries(concepts).map(([name, list]) => ({ name, signs: signsOf(list) })),
    },
    problems: [],
  };
}
