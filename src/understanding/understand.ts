import { isIntent, type Intent } from '../domain/problem-types.ts';
import type { Classifier, Ranked } from './classifier.ts';
import { readDialogAct } from './dialog-acts.ts';
import { readEntities } from './entities/read-entities.ts';
import { moneyMovedWithinHours } from './money-moved.ts';
import type { Reading } from './reading.ts';

/** Below this share of known 3-grams a text is not about our subject at all. */
const FOREIGN = 0.35;
const OTHER = 'other';

/**
 * Reads one utterance. Pure: the same words at the same time give the same reading.
 * @param now epoch ms that relative dates are counted from
 */
export function understand(text: string, classifier: Classifier, now: number): Reading {
  const intents = rankLabels(text, classifier).flatMap(({ label, confidence }) =>
    isIntent(label) ? [{ intent: label, confidence }] : [],
  );
  const best: { intent: Intent; confidence: number } = intents[0] ?? {
    intent: OTHER,
    confidence: 0,
  };
  const said = classifier.asMeant(text);
  const entities = readEntities(text, now);
  return {
    text,
    said,
    intent: best.intent,
    confidence: best.confidence,
    alternatives: intents.slice(1, 4),
    entities,
    act: readDialogAct(said) ?? readDialogAct(text),
    language: languageOf(said),
    moneyMovedWithinHours: moneyMovedWithinHours(said, entities, now),
  };
}

/**
 * The labels that a classifier knows, best first. What is none of its subject goes to `other`, if
 * it knows that label.
 */
export function rankLabels(text: string, classifier: Classifier): readonly Ranked[] {
  const { ranked, familiarity } = classifier.classify(text);
  const rounded = ranked.map(({ label, confidence }) => ({ label, confidence: round(confidence) }));
  const foreign = text.trim() === '' || familiarity < FOREIGN;
  if (!foreign || !rounded.some(({ label }) => label === OTHER)) return rounded;
  return [{ label: OTHER, confidence: 0.2 }, ...rounded.filter(({ label }) => label !== OTHER)];
}

/** The script that a text is mostly written in. */
export function languageOf(text: string): Reading['language'] {
  const thai = text.match(/[\u0e00-\u0e7f]/g)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (thai + latin === 0) return 'other';
  const share = thai / (thai + latin);
  return share > 0.7 ? 'th' : share < 0.1 ? 'en' : 'mixed';
}

const round = (value: number) => Math.round(value * 1000) / 1000;
