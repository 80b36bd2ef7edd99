/** `npm run understand`: reads utterances, one a line, and writes one JSON object a line. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadContent } from '../content.ts';
import { FaqIndex, type FaqEntry } from '../knowledge/faq.ts';
import { Classifier } from '../understanding/classifier.ts';
import { EMPTY_LEXICON } from '../understanding/normalise.ts';
import { understand } from '../understanding/understand.ts';

const entryLine = z.looseObject({
  id: z.string(),
  questions: z.array(z.string()),
  answer: z.string().default('-'),
});

try {
  const { values } = parseArgs({
    options: {
      intents: { type: 'string' },
      entries: { type: 'string' },
      now: { type: 'string' },
    },
  });
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now))) {
    throw new Error('--now takes a time such as 2026-11-23T12:00:00+07:00.');
  }
  await run(values);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}

async function run(options: { intents?: string; entries?: string }): Promise<void> {
  const content = loadContent(process.cwd());
  const classifier =
    options.intents === undefined
      ? content.classifier
      : trainOn(readFileSync(options.intents, 'utf8'));
  const faq =
    options.entries === undefined ? content.faq : indexOf(readFileSync(options.entries, 'utf8'));
  for await (const text of createInterface({ input: process.stdin })) {
    const { intent, confidence, alternatives, entities, language } = understand(text, classifier);
    const ranked = faq.rank(text);
    const line = {
      text,
      intent,
      confidence,
      alternatives,
      faq: ranked.answer,
      faqAlternatives: ranked.alternatives,
      entities,
      language,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function trainOn(tsv: string): Classifier {
  const examples = tsv.split(/\r?\n/).flatMap((line) => {
    const [label = '', text = ''] = line.split('\t');
    return label === '' || text === '' || label.startsWith('#') ? [] : [{ label, text }];
  });
  if (examples.length === 0) throw new Error('--intents has no line of the form: label TAB text.');
  return new Classifier(examples, EMPTY_LEXICON);
}

function indexOf(jsonl: string): FaqIndex {
  const entries = jsonl
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index): FaqEntry => {
      const parsed = entryLine.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`--entries line ${index + 1} needs id and questions.`);
      const { id, questions, answer } = parsed.data;
      return {
        id,
        title: { th: id, en: id },
        questions,
        answer: { th: [answer], en: [answer] },
        served: true,
      };
    });
  return new FaqIndex(entries, EMPTY_LEXICON);
}
