import { audit as auditEn } from './audit.en.ts';
import { audit as auditTh } from './audit.th.ts';
import { cases as casesEn } from './cases.en.ts';
import { cases as casesTh } from './cases.th.ts';
import { editing as editingEn } from './editing.en.ts';
import { editing as editingTh } from './editing.th.ts';
import { privacy as privacyEn } from './privacy.en.ts';
import { privacy as privacyTh } from './privacy.th.ts';

/** All words about cases and about people's data. */
export const caseWords = {
  th: { ...casesTh, ...editingTh, ...privacyTh, ...auditTh },
  en: { ...casesEn, ...editingEn, ...privacyEn, ...auditEn },
};
