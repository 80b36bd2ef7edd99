import { matters as mattersEn } from '../desk/web/words/matters.en.ts';
import { matters as mattersTh } from '../desk/web/words/matters.th.ts';
import type { Language } from '../domain/conversation.ts';
import { en } from '../http/web/words/en.ts';
import { th } from '../http/web/words/th.ts';
import type { IdWords } from '../receipts/paper.ts';

const wordOf = (words: Readonly<Record<string, string>>, id: string) => words[id] ?? id;

/** What the screens say for a type and a status, for receipts. */
export const receiptWords: Readonly<Record<Language, IdWords>> = {
  th: {
    type: (id) => wordOf(mattersTh.type, id),
    status: (id) => wordOf(th.status, id),
  },
  en: {
    type: (id) => wordOf(mattersEn.type, id),
    status: (id) => wordOf(en.status, id),
  },
};
