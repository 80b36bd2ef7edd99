import { cases as casesEn } from './cases.en.ts';
import { cases as casesTh } from './cases.th.ts';
import { editing as editingEn } from './editing.en.ts';
import { editing as editingTh } from './editing.th.ts';

/** All words about cases. */
export const caseWords = {
  th: { ...casesTh, ...editingTh },
  en: { ...casesEn, ...editingEn },
};
