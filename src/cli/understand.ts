/** `npm run understand`: reads utterances, one a line, and writes one JSON object a line. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readKnowledge, type Knowledge } from '../content/content.ts';
import { faqExamples, FaqIndex } from '../knowledge/faq-index.ts';
import { readEntryLines, readIntentLines, type ReadLines } from '../knowledge/lines.ts';
import { Classifier } from '../understanding/classifier.ts';
import { readEntities } from '../understanding/entities/read-entities.ts';
import { languageOf, rankLabels } from '../understanding/understand.ts';

const OPTIONS = 'Known options: --intents FILE.tsv, --entries FILE.jsonl, --now TIME.';

/** What was asked cannot be done; the message is one sentence for the person at the keyboard. */
class UsageError extends Error {}

try {
  await run(readOptions());
} catch (error) {
  if (isClosedPipe(error)) process.exit(0);
  const known = error instanceof UsageError || (error instanceof Error && 'problems' in error);
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  process.exit(2);
}

interface Options {
  readonly intents: string | undefined;
  readonly entries: string | undefined;
  readonly now: number;
}

async function run({ intents, entries, now }: Options): Promise<void> {
  const knowledge = readKnowledge(process.cwd());
  const { lexicon } = knowledge;
  const examples =
    intents === undefined ? knowledge.examples : readFile('--intents', intents, readIntentLines);
  const classifier = Classifier.trainedOn(examples, lexicon);
  const faq = faqIndex(entries, knowledge, intents === undefined ? classifier : null);
  // Without a listener a closed pipe would end the process with a stack trace.
  process.stdout.on('error', (error) => {
    if (isClosedPipe(error)) process.exit(0);
    throw error;
  });
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const [best, ...others] = rankLabels(text, classifier);
    const found = faq.rank(text);
    const line = {
      text,
      intent: best?.label ?? 'other',
      confidence: best?.confidence ?? 0,
      alternatives: others
        .slice(0, 3)
        .map(({ label, confidence }) => ({ intent: label, confidence })),
      faq: found.answer,
      faqAlternatives: found.alternatives,
      entities: readEntities(text, now),
      language: languageOf(classifier.asMeant(text)),
    };
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  }
}

/** The shipped entries are found with the help of the shipped intents; other entries stand alone. */
function faqIndex(path: string | undefined, knowledge: Knowledge, shipped: Classifier | null) {
  const { lexicon } = knowledge;
  if (path !== undefined) {
    const entries = readFile('--entries', path, readEntryLines);
    return new FaqIndex(entries, Classifier.trainedOn(faqExamples(entries), lexicon), lexicon);
  }
  const { asPrior } = shipped ?? Classifier.trainedOn(knowledge.examples, lexicon);
  const examples = faqExamples(knowledge.entries, knowledge.strangers);
  return new FaqIndex(knowledge.entries, Classifier.trainedOn(examples, lexicon, asPrior), lexicon);
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        intents: { type: 'string' },
        entries: { type: 'string' },
        now: { type: 'string' },
      },
    });
    return { intents: values.intents, entries: values.entries, now: readNow(values.now) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const [reason = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new UsageError(`${reason.replace(/\.$/, '')}. ${OPTIONS}`);
  }
}

function readNow(text: string | undefined): number {
  const now = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(now)) {
    throw new UsageError('--now takes a time such as 2026-11-23T12:00:00+07:00.');
  }
  return now;
}

function readFile<Item>(
  option: string,
  path: string,
  read: (text: string) => ReadLines<Item>,
): readonly Item[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`${option}: the file ${path} cannot be read.`);
  }
  const lines = read(text);
  if (lines.status === 'ok') return lines.items;
  const { line, expected } = lines;
  throw new UsageError(
    line === 0
      ? `${option}: ${path} is empty; each line must be ${expected}.`
      : `${option}: ${path} line ${line} must be ${expected}.`,
  );
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
