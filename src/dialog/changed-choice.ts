import type { Flow } from './flow.ts';
import { looksLikeQuestion } from './question.ts';
import type { Turn } from './turn.ts';

/** "โทรแล้วค่ะ", said after "not yet": the answer to an earlier question has changed meanwhile. */
export function changesChoice(flow: Flow, { memory, input }: Turn): boolean {
  const text = input.text.trim().toLowerCase();
  if (/ไม่|ยัง|\bnot?\b/.test(text) || looksLikeQuestion(text)) return false;
  for (const step of flow.steps) {
    if (!('choose' in step) || typeof memory.slots[step.choose] !== 'string') continue;
    const meant = step.options.find(
      ({ value, words }) =>
        value !== memory.slots[step.choose] &&
        words.some((word) => word.length >= WHOLE_WORD && text.startsWith(word)),
    );
    if (meant === undefined || meant.goto !== undefined || meant.flow !== undefined) continue;
    memory.slots[step.choose] = meant.value;
    return true;
  }
  return false;
}

/** Shorter words stand at the beginning of too much. */
const WHOLE_WORD = 6;
