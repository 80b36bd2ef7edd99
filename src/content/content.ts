import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import type { CannedReply } from '../domain/canned-reply.ts';
import { describeProblem } from '../domain/content-problem.ts';
import { readFlows } from '../dialog/read-flows.ts';
import type { Flow } from '../dialog/flow.ts';
import type { Agency } from '../domain/agency.ts';
import { readAgencies } from '../knowledge/agencies.ts';
import { readFaqEntries, type FaqEntry } from '../knowledge/faq-entry.ts';
import { faqExamples, FaqIndex } from '../knowledge/faq-index.ts';
import { readReplies } from '../knowledge/replies.ts';
import { readUncovered } from '../knowledge/uncovered.ts';
import { Classifier } from '../understanding/classifier.ts';
import { readIntents, readLexicon } from '../understanding/content.ts';
import { trainModel, type Example, type Model } from '../understanding/model.ts';
import type { Lexicon } from '../understanding/normalise.ts';

const CHATTER = new Set(['other', 'greeting', 'thanks']);

/** What stands in `knowledge/`, read and without a fault. */
export interface Knowledge {
  readonly examples: readonly Example[];
  readonly entries: readonly FaqEntry[];
  /** What people say that no entry answers. */
  readonly strangers: readonly string[];
  readonly lexicon: Lexicon;
  /** Who takes cases over. */
  readonly agencies: readonly Agency[];
  /** What agents insert. */
  readonly replies: readonly CannedReply[];
}

/** What stands in `dialogs/` and `knowledge/`, read and without a fault. */
export interface ContentSource extends Knowledge {
  readonly flows: readonly Flow[];
}

/** The content ready for use. */
export interface Content {
  readonly flows: readonly Flow[];
  readonly classifier: Classifier;
  readonly faq: FaqIndex;
  readonly agencies: readonly Agency[];
  readonly replies: readonly CannedReply[];
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
 * Reads `dialogs/` and `knowledge/` below `folder`, and trains nothing.
 * @throws ContentError with every fault, each with file, line and fix
 */
export function readContent(folder: string): ContentSource {
  const problems: ContentProblem[] = [];
  const knowledge = collectKnowledge(folder, problems);
  const flows = readFlows(filesOf(folder, 'dialogs', '.yml'));
  if (flows.status === 'invalid') problems.unshift(...flows.problems);
  if (flows.status === 'invalid' || problems.length > 0) throw new ContentError(problems);
  return { ...knowledge, flows: flows.flows };
}

/**
 * Reads `knowledge/` below `folder`.
 * @throws ContentError with every fault, each with file, line and fix
 */
export function readKnowledge(folder: string): Knowledge {
  const problems: ContentProblem[] = [];
  const knowledge = collectKnowledge(folder, problems);
  if (problems.length > 0) throw new ContentError(problems);
  return knowledge;
}

/** Reads everything and trains here and now: about a second. The server does it beside its work. */
export function loadContent(folder: string): Content {
  const source = readContent(folder);
  return buildContent(source, trainContent(source));
}

/** The models of what was read, trained here and now. */
export function trainContent({ lexicon, examples, entries, strangers }: Knowledge) {
  const intents = trainModel(examples, lexicon);
  const { asPrior } = new Classifier(intents, lexicon);
  const faq = trainModel(faqExamples(entries, strangers), lexicon, asPrior);
  return { intents: { model: intents }, faq: { model: faq } };
}

/** The files of the knowledge store's entries. */
export function faqFiles(folder: string): readonly ContentFile[] {
  return filesOf(folder, 'knowledge/faq', '.md');
}

/** Joins what was read with the models trained on it. */
export function buildContent(
  { flows, entries, lexicon, agencies, replies }: ContentSource,
  models: { readonly intents: { readonly model: Model }; readonly faq: { readonly model: Model } },
): Content {
  const classifier = new Classifier(models.intents.model, lexicon);
  const faq = new Classifier(models.faq.model, lexicon, classifier.asPrior);
  return { flows, classifier, faq: new FaqIndex(entries, faq, lexicon), agencies, replies };
}

function collectKnowledge(folder: string, problems: ContentProblem[]): Knowledge {
  const intents = readIntents(filesOf(folder, 'knowledge/intents', '.yml'));
  const lexicon = readLexicon(fileAt(folder, 'knowledge/lexicon.yml'));
  const faq = readFaqEntries(faqFiles(folder));
  const uncovered = readUncovered(fileAt(folder, 'knowledge/uncovered.yml'), faq.entries);
  const agencies = readAgencies(filesOf(folder, 'knowledge/agencies', '.yml'));
  const replies = readReplies(filesOf(folder, 'knowledge/replies', '.yml'));
  for (const read of [agencies, intents, lexicon, faq, uncovered, replies]) {
    problems.push(...read.problems);
  }
  return {
    examples: intents.examples,
    entries: faq.entries,
    strangers: [...uncovered.questions, ...chatterIn(intents.examples)],
    lexicon: lexicon.lexicon,
    agencies: agencies.agencies,
    replies: replies.replies,
  };
}

/** Small talk asks nothing that an entry could answer. */
function chatterIn(examples: readonly Example[]): string[] {
  return examples.flatMap(({ label, text }) => (CHATTER.has(label) ? text : []));
}

function filesOf(folder: string, place: string, ending: string): ContentFile[] {
  // A centre may do without one of the folders, such as that of the agents' replies.
  if (!existsSync(join(folder, place))) return [];
  return readdirSync(join(folder, place))
    .filter((name) => name.endsWith(ending) && !name.startsWith('.'))
    .sort()
    .map((name) => fileAt(folder, `${place}/${name}`));
}

function fileAt(folder: string, path: string): ContentFile {
  return { path, text: readFileSync(join(folder, path), 'utf8') };
}
