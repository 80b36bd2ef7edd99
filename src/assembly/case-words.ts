import type { Agency } from '../domain/agency.ts';
import type { CaseWords } from '../documents/case-file.ts';
import { matters } from '../desk/web/words/matters.th.ts';
import { th } from '../http/web/words/th.ts';

type Words = Readonly<Record<string, unknown>>;

/** The desk's Thai words, for papers. An id without words stands for itself. */
export function caseWords(agencies: () => readonly Agency[]): CaseWords {
  const { type, fact, party, choice, answer } = matters;
  return {
    type: (id) => wordOf(type, id),
    status: (id) => wordOf(th.status, id),
    fact: (slot) => wordOf(fact, slot),
    party: (role, kind) => `${wordOf(party, role)} · ${wordOf(party, kind)}`,
    agency: (id) =>
      id === '1212' ? th.holder['1212'] : (agencies().find((one) => one.id === id)?.name.th ?? id),
    value: (slot, value) => {
      if (typeof value === 'number') {
        const text = value.toLocaleString('th-TH-u-nu-latn');
        return slot.startsWith('amount') ? `${text} บาท` : text;
      }
      const own = (choice as Words)[slot];
      if (typeof own === 'object' && own !== null)
        return wordOf(own as Words, value, wordOf(answer, value));
      return wordOf(answer, value);
    },
  };
}

function wordOf(words: Words, id: string, otherwise = id): string {
  const word = words[id];
  return typeof word === 'string' ? word : otherwise;
}
