import { BANK_NAMES } from '../domain/banks.ts';
import type { Language } from '../domain/conversation.ts';
import type { SlotValue } from './turn.ts';

/** Thai dates count the Buddhist era, as people read them on a slip. */
const CALENDAR = { th: 'th-TH-u-ca-buddhist', en: 'en-GB' } as const;

/** A fact as it is read out to somebody: "22 พ.ย. 2569", "กสิกรไทย", "123-4-56789-0". */
export function inWords(slot: string, value: string | number | boolean, language: Language) {
  if (typeof value === 'number') return value.toLocaleString('en-US');
  const text = String(value);
  if (slot === 'bank') return new Map(Object.entries(BANK_NAMES[language])).get(text) ?? text;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dateInWords(text, language);
  if (slot === 'seller_account') return text.replace(/^(\d{3})(\d)(\d{5})(\d)$/, '$1-$2-$3-$4');
  return text;
}

function dateInWords(iso: string, language: Language): string {
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(CALENDAR[language], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

const SLOT = /\{\{(\w+)\}\}/g;

/**
 * `{{slot}}` becomes what is known; a text of the person is inserted as it is, never as a template.
 * Of several lines, one with a fact that is not known is left out.
 */
export function fillIn(
  text: string,
  slots: Readonly<Record<string, SlotValue>>,
  language: Language,
): string {
  const lines = text.split('\n');
  const known = (line: string) =>
    [...line.matchAll(SLOT)].every(([, name = '']) => (slots[name] ?? null) !== null);
  const kept = lines.length > 1 ? lines.filter(known) : lines;
  return kept
    .join('\n')
    .replace(SLOT, (_, name: string) => inWords(name, slots[name] ?? '–', language));
}
