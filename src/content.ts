import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentFile, ContentProblem } from './domain/content-problem.ts';
import { describeProblem } from './domain/content-problem.ts';
import { readFlows } from './dialog/read-flows.ts';
import type { Flow } from './dialog/flow.ts';
import { FaqIndex, readFaqEntry, type FaqEntry } from './knowledge/faq.ts';
import { Classifier } from './understanding/classifier.ts';
import { readIntents, readLexicon } from './understanding/content.ts';

export interface Content {
  readonly flows: readonly Flow[];
  readonly classifier: Classifier;
  readonly faq: FaqIndex;
}

/** Files that staff edit have faults; nothing starts until they are mended. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly ContentProblem[];
  constructor(problems: readonly ContentProblem[]) {
    super(`Some content files have faults:\n${problems.map(describeProblem).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads `dialogs/` and `knowledge/` below `folder`.
 * @throws ContentError with every fault, each with file, line and fix
 */
export function loadContent(folder: string): Content {
  const problems: ContentProblem[] = [];
  const flows = readFlows(filesOf(folder, 'dialogs', '.yml'));
  if (flows.status === 'invalid') problems.push(...flows.problems);
  const intents = readIntents(filesOf(folder, 'knowledge/intents', '.yml'));
  problems.push(...intents.problems);
  const lexicon = readLexicon({
    path: 'knowledge/lexicon.yml',
    text: readFileSync(join(folder, 'knowledge/lexicon.yml'), 'utf8'),
  });
  const entries: FaqEntry[] = [];
  for (const file of filesOf(folder, 'knowledge/faq', '.md')) {
    const entry = readFaqEntry(file);
    if (Array.isArray(entry)) problems.push(...entry);
    else entries.push(entry);
  }
  if (flows.status === 'invalid' || problems.length > 0) throw new ContentError(problems);
  return {
    flows: flows.flows,
    classifier: new Classifier(intents.examples, lexicon),
    faq: new FaqIndex(entries, lexicon),
  };
}

function filesOf(folder: string, place: string, ending: string): ContentFile[] {
  return readdirSync(join(folder, place))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({
      path: `${place}/${name}`,
      text: readFileSync(join(folder, place, name), 'utf8'),
    }));
}
