import type { Reading } from '../../src/understanding/reading.ts';

/** What understanding makes of a greeting, for tests in which the words do not matter. */
export const greeting = (text: string): Reading => ({
  text,
  said: text,
  intent: 'greeting',
  confidence: 0.9,
  alternatives: [],
  entities: [],
  act: null,
  language: 'th',
  moneyMovedWithinHours: null,
});
