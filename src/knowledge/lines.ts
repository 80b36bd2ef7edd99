import { z } from 'zod';
import type { Example } from '../understanding/model.ts';
import type { FaqEntry } from './faq-entry.ts';

export type ReadLines<Item> =
  | { readonly status: 'ok'; readonly items: readonly Item[] }
  /** `line` counts from 1; 0 when the file has no usable line at all. */
  | { readonly status: 'invalid'; readonly line: number; readonly expected: string };

const LABEL_TAB_TEXT = 'label, a tab, and the text';
const ENTRY = '{"id":"…","questions":["…"],"answer":"…"}';

/** Reads training phrasings, one a line: label TAB text. Empty lines and lines with # are passed over. */
export function readIntentLines(tsv: string): ReadLines<Example> {
  return readLines(tsv, LABEL_TAB_TEXT, (line) => {
    if (line.startsWith('#')) return null;
    const [label = '', text = ''] = line.split('\t').map((part) => part.trim());
    return label === '' || text === '' ? undefined : { label, text };
  });
}

const entry = z.looseObject({
  id: z.string().min(1),
  questions: z.array(z.string().min(1)).min(1),
  answer: z.string().default(''),
});

/** Reads knowledge entries, one JSON object a line. */
export function readEntryLines(jsonl: string): ReadLines<FaqEntry> {
  return readLines(jsonl, ENTRY, (line) => {
    const parsed = entry.safeParse(parseJson(line));
    if (!parsed.success) return undefined;
    const { id, questions, answer } = parsed.data;
    const both = { th: [answer], en: [answer] };
    const title = { th: id, en: id };
    return { id, title, questions, about: [], answer: both, reviewBy: null, served: true };
  });
}

/** @param read null: nothing to read here; undefined: not what was expected */
function readLines<Item>(
  text: string,
  expected: string,
  read: (line: string) => Item | null | undefined,
): ReadLines<Item> {
  const items: Item[] = [];
  for (const [index, line] of text.replace(/^\ufeff/, '').split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const item = read(line);
    if (item === undefined) return { status: 'invalid', line: index + 1, expected };
    if (item !== null) items.push(item);
  }
  return items.length === 0
    ? { status: 'invalid', line: 0, expected }
    : { status: 'ok', items };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
