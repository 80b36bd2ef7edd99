import { en as sharedEn } from '../../../http/web/words/en.ts';
import { th as sharedTh } from '../../../http/web/words/th.ts';
import { en } from './en.ts';
import { th } from './th.ts';

export const words = { th: { ...sharedTh, ...th }, en: { ...sharedEn, ...en } };
