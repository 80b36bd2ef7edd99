// What the desk's own reading of Thai costs as it runs: one utterance through intents, facts and
// entries; training; the trained models in memory; a start with models that are kept. Prints one
// line of JSON. Run by `npm run understand:bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { modelsOf } from '../../src/content/models.ts';
import { buildContent, readContent } from '../../src/content/content.ts';
import { faqExamples } from '../../src/knowledge/faq-index.ts';
import { Classifier } from '../../src/understanding/classifier.ts';
import { trainModel } from '../../src/understanding/model.ts';
import { understand } from '../../src/understanding/understand.ts';

const RUNS = 5;
const folder = mkdtempSync(join(tmpdir(), 'understanding-'));
const source = readContent(process.cwd());
const { examples, lexicon, entries, strangers } = source;

const training = trainAll();
modelsOf(source, folder);
const before = await memory();
const models = modelsOf(source, folder);
const megabytes = ((await memory()) - before) / 2 ** 20;
const warmMs = Array.from({ length: RUNS }, () => msOf(() => modelsOf(source, folder)));
warmMs.sort((a, b) => a - b);

const { classifier, faq } = buildContent(source, models);
const texts = [...examples, ...faqExamples(entries, strangers)].map(({ text }) => text);
const now = Date.now();
const read = (text) =>
  msOf(() => {
    understand(text, classifier, now);
    faq.rank(text);
  });
texts.slice(0, 500).forEach(read);
const utterance = texts.map(read).sort((a, b) => a - b);
rmSync(folder, { recursive: true });
const at = (times, share) => times[Math.floor((times.length - 1) * share)];
console.log(
  JSON.stringify({
    texts: texts.length,
    utteranceMs: { p50: at(utterance, 0.5), p95: at(utterance, 0.95), p99: at(utterance, 0.99) },
    training,
    warmMs: { p50: at(warmMs, 0.5), worst: at(warmMs, 1) },
    megabytes,
  }),
);

/** Seconds that each training takes. */
function trainAll() {
  const seconds = {};
  const timed = (name, all, prior) => {
    let model;
    const phrasings = all.length.toLocaleString('en');
    seconds[`${name}, ${phrasings} phrasings`] =
      msOf(() => (model = trainModel(all, lexicon, prior))) / 1_000;
    return model;
  };
  const step = examples.length / 1_500;
  const evenly = Array.from({ length: 1_500 }, (_, place) => examples[Math.floor(place * step)]);
  timed('intents', evenly, null);
  const intents = timed('intents', examples, null);
  const prior = new Classifier(intents, lexicon).asPrior;
  timed('entries', faqExamples(entries, strangers), prior);
  return seconds;
}

function msOf(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Bytes in use once what is not needed is gone. */
async function memory() {
  for (let times = 0; times < 3; times += 1) {
    global.gc();
    await setTimeout(50);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
