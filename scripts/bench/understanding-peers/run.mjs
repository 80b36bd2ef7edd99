// One contender: learns, judges what was held out, and prints its figures as one line of JSON.
import { readFileSync } from 'node:fs';
import { readKnowledge } from '../../../src/content/content.ts';
import { readIntentLines } from '../../../src/knowledge/lines.ts';

const [, , task, name] = process.argv;
const knowledge = readKnowledge(process.cwd());
const segmenter = new Intl.Segmenter('th', { granularity: 'word' });
const wordsOf = (text) =>
  [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);

/** Each learns from examples and gives back a function from a text to labels, best first. */
const contenders = {
  intents: {
    ours: async (examples) => {
      const { Classifier } = await import('../../../src/understanding/classifier.ts');
      const classifier = Classifier.trainedOn(examples, knowledge.lexicon);
      return (text) => classifier.classify(text).ranked.map(({ label }) => label);
    },
    'natural as shipped': (examples) => bayes(examples, (text) => text, 1),
    'natural on segmenter words': (examples) => bayes(examples, wordsOf, 0.1),
    'node-nlp, Thai': async (examples) => {
      const { NlpManager } = await import('node-nlp');
      const manager = new NlpManager({ languages: ['th'], nlu: { log: false }, autoSave: false });
      for (const { label, text } of examples) manager.addDocument('th', text, label);
      await manager.train();
      return async (text) => {
        const { classifications } = await manager.process('th', text);
        return classifications.map(({ intent }) => intent);
      };
    },
  },
  entries: {
    ours: async (examples) => {
      const { Classifier } = await import('../../../src/understanding/classifier.ts');
      const { faqExamples, FaqIndex } = await import('../../../src/knowledge/faq-index.ts');
      const { lexicon, entries, strangers } = knowledge;
      const { asPrior } = Classifier.trainedOn(knowledge.examples, lexicon);
      const all = faqExamples(entries, strangers);
      if (all.length < examples.length) throw new Error('Entries are missing.');
      const index = new FaqIndex(entries, Classifier.trainedOn(all, lexicon, asPrior), lexicon);
      return (text) => {
        const { answer, alternatives } = index.rank(text);
        return [...(answer === null ? [] : [answer]), ...alternatives].map(({ id }) => id);
      };
    },
    'minisearch as shipped': (examples) => miniSearch(examples, {}),
    'minisearch on segmenter words': (examples) => miniSearch(examples, { tokenize: wordsOf }),
  },
};

async function bayes(examples, tokens, smoothing) {
  const { default: natural } = await import('natural/lib/natural/classifiers/index.js');
  const classifier = new natural.BayesClassifier(undefined, smoothing);
  for (const { label, text } of examples) classifier.addDocument(tokens(text), label);
  classifier.train();
  // On Thai alone it has nothing to go by: it says so, or names whatever label stands first.
  return (text) => classifier.getClassifications(tokens(text)).map(({ label }) => label);
}

async function miniSearch(examples, options) {
  const { default: MiniSearch } = await import('minisearch');
  const search = new MiniSearch({ fields: ['text'], ...options });
  search.addAll(examples.map(({ text }, id) => ({ id, text })));
  return (text) => [...new Set(search.search(text).map(({ id }) => examples[id].label))];
}

const held = (file) => {
  const read = readIntentLines(readFileSync(`test/fixtures/understanding/${file}`, 'utf8'));
  if (read.status !== 'ok') throw new Error(`${file} line ${read.line}`);
  return read.items.filter(({ label }) => label !== '-');
};
const answersOf = (entries) =>
  entries
    .filter(({ served }) => served)
    .flatMap(({ id, questions, about, answer }) =>
      [...questions, ...about, ...answer.th].map((text) => ({ label: id, text })),
    );

const examples = task === 'intents' ? [...knowledge.examples] : answersOf(knowledge.entries);
const asked = held(task === 'intents' ? 'intents.tsv' : 'faq.tsv');
global.gc();
const before = process.memoryUsage().rss;
/** Milliseconds of processor time: what else the machine does does not count. */
const spent = () => process.cpuUsage().user / 1_000;
const begun = spent();
const judge = await contenders[task][name](examples);
const trainMs = spent() - begun;
global.gc();
const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
for (const { text } of asked.slice(0, 20)) await judge(text);
const started = spent();
const places = [];
for (const { label, text } of asked) places.push((await judge(text)).indexOf(label));
console.log(
  JSON.stringify({
    trained: examples.length,
    asked: asked.length,
    right: places.filter((place) => place === 0).length / asked.length,
    three: places.filter((place) => place >= 0 && place < 3).length / asked.length,
    trainMs,
    textMs: (spent() - started) / asked.length,
    megabytes,
  }),
);
