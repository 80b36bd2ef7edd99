/** `npm run understand:eval`: measures how well Thai is understood, on data that was not trained on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadContent, readKnowledge } from '../content/content.ts';
import { htmlReport } from '../knowledge/evaluation/html-report.ts';
import { textReport, type Evaluation } from '../knowledge/evaluation/report.ts';
import { crossValidateFaq, scoreFaq } from '../knowledge/evaluation/score-faq.ts';
import { readIntentLines } from '../knowledge/lines.ts';
import { Classifier } from '../understanding/classifier.ts';
import { readEntities } from '../understanding/entities/read-entities.ts';
import { scoreEntities } from '../understanding/evaluation/entity-scores.ts';
import { crossValidateIntents, scoreIntents } from '../understanding/evaluation/score-intents.ts';

const FIXTURES = 'test/fixtures/understanding';
const FOLDS = 5;
/** The entities' fixture counts relative dates from here. */
const NOW = Date.parse('2026-11-23T12:00:00+07:00');

const { values } = parseArgs({
  options: { html: { type: 'string' }, 'held-out': { type: 'boolean', default: false } },
});
const evaluation = evaluate(values['held-out']);
process.stdout.write(`${textReport(evaluation)}\n`);
if (values.html !== undefined) writeFileSync(values.html, htmlReport(evaluation));

/** @param heldOutOnly leaves the cross-validation out, which takes most of the time */
function evaluate(heldOutOnly: boolean): Evaluation {
  const folder = process.cwd();
  const knowledge = readKnowledge(folder);
  const { classifier, faq } = loadContent(folder);
  const asked = heldOut('faq.tsv').map(({ label, text }) => ({
    entry: label === '-' ? null : label,
    text,
  }));
  const evaluation = {
    intents: [{ by: 'held out', score: scoreIntents(heldOut('intents.tsv'), classifier) }],
    faq: [{ by: 'held out', score: scoreFaq(asked, faq) }],
    entities: scoreEntities(readFacts()),
  };
  if (heldOutOnly) return evaluation;
  const { examples, lexicon } = knowledge;
  const by = `${FOLDS}-fold cross-validation`;
  const prior = Classifier.trainedOn(examples, lexicon).asPrior;
  return {
    ...evaluation,
    intents: [{ by, score: crossValidateIntents(examples, lexicon, FOLDS) }, ...evaluation.intents],
    faq: [{ by, score: crossValidateFaq(knowledge, prior, FOLDS) }, ...evaluation.faq],
  };
}

function heldOut(name: string) {
  const read = readIntentLines(readFileSync(`${FIXTURES}/${name}`, 'utf8'));
  if (read.status === 'ok') return read.items;
  throw new Error(`${FIXTURES}/${name} line ${read.line} must be ${read.expected}.`);
}

/** Each line is a text, and behind tabs the facts in it as type=value. */
function readFacts() {
  return readFileSync(`${FIXTURES}/entities.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text = '', ...facts] = line.split('\t');
      const expected = facts.map((fact) => {
        const at = fact.indexOf('=');
        return { type: fact.slice(0, at), value: fact.slice(at + 1) };
      });
      const read = readEntities(text, NOW).map(({ type, value }) => ({
        type,
        value: String(value),
      }));
      return { expected, read };
    });
}
