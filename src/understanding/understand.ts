import { isIntent, type Intent } from '../domain/problem-types.ts';
import type { Classifier } from './classifier.ts';
import { readDialogAct } from './dialog-acts.ts';
import { readEntities } from './entities.ts';
import type { Reading } from './reading.ts';

/** Below this share of known 3-grams a text is not about our subject at all. */
const FOREIGN = 0.35;

/** Reads one utterance. Pure: the same words give the same reading. */
export function understand(text: string, classifier: Classifier): Reading {
  const { ranked, familiarity } = classifier.classify(text);
  const intents = ranked.flatMap(({ label, confidence }) =>
    isIntent(label) ? [{ intent: label, confidence: round(confidence) }] : [],
  );
  const best: { intent: Intent; confidence: number } =
    text.trim() === '' || familiarity < FOREIGN
      ? { intent: 'other', confidence: 0.2 }
      : (intents[0] ?? { intent: 'other', confidence: 0 });
  return {
    text,
    intent: best.intent,
    confidence: best.confidence,
    alternatives: intents.filter(({ intent }) => intent !== best.intent).slice(0, 3),
    entities: readEntities(text),
    act: readDialogAct(text),
    language: languageOf(text),
  };
}

function languageOf(text: string): Reading['language'] {
  const thai = text.match(/[\u0e00-\u0e7f]/g)?.length ?? 0;
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  if (thai + latin === 0) return 'other';
  const share = thai / (thai + latin);
  return share > 0.7 ? 'th' : share < 0.1 ? 'en' : 'mixed';
}

const round = (value: number) => Math.round(value * 1000) / 1000;
