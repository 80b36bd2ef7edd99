import { normalise } from '../understanding/normalise.ts';
import { numbersIn, readAnswer } from './answers.ts';
import { isPrompt, isWords, slotOf, type Flow, type PromptStep } from './flow.ts';
import { slotOfEntity } from './known-facts.ts';
import type { SlotValue, Turn } from './turn.ts';

/** A new value for an answer given before; without one, the question is asked again. */
export interface Correction {
  readonly slot: string;
  readonly value: SlotValue | undefined;
}

const OPENS =
  /^(?:ไม่ใช่|ไม่|เอ้ย|เอ๊ย|อุ๊ย|อ้าว|โทษที|ขอโทษ|ขอแก้|ขอเปลี่ยน|แก้|เปลี่ยน|พิมพ์ผิด|กรอกผิด|บอกผิด|ที่จริง|จริงๆ|จริง ๆ|no\b|not\b|sorry|oops|actually|i meant|correction|change|it'?s not|wrong)/i;
const ASKS_TO_EDIT = /ขอแก้|ขอเปลี่ยน|แก้เป็น|ผิด(?:ค่ะ|ครับ|คับ|นะ)?$/;
const EDITS = /แก้|เปลี่ยน|ผิด|change|correct|wrong|ไม่ใช่/i;
/** What is taken back, with the number behind it. */
const TAKEN_BACK =
  /(?:ไม่ใช่|ไม่ได้|\bnot)\s*(?:(?:โอน|จ่าย|ราคา)(?:ไป)?\s*)?[\d๐-๙][\d๐-๙,.]*\s*(?:บาท|baht)?/gi;
const BECOMES = /(?:เป็น|คือ|ต้องเป็น|\bto\b|\bis\b|[:=])\s*(.+)$/iu;
const TAIL = /\s*(?:ครับ|คับ|ค่ะ|คะ|นะ|จ้า|please)+\s*$/u;

/**
 * Reads "ไม่ใช่ 500 นะ 5,000" or "แก้ชื่อร้านเป็น มะลิช็อป" in the middle of a form. Null when the
 * words correct nothing that is known: then they are an answer.
 */
export function readCorrection(turn: Turn, flow: Flow): Correction | null {
  const text = normalise(turn.input.text);
  const takesBack = text.match(TAKEN_BACK) !== null;
  if (!OPENS.test(text) && !takesBack && !ASKS_TO_EDIT.test(text)) return null;
  const prompts = flow.steps.filter(isPrompt);
  return named(turn, text, prompts) ?? byKind(turn, text.replace(TAKEN_BACK, ' '), prompts);
}

/**
 * Reads an edit of the person's last words as a new value for the answer that they gave. Null when
 * those words gave none: then the edit changes nothing but the thread.
 */
export function readEdit(turn: Turn, flow: Flow): Correction | null {
  const { input, memory } = turn;
  const slot = memory.filled.at(-1);
  const step = flow.steps.filter(isPrompt).find((item) => slotOf(item) === slot);
  if (input.replaces === undefined || step === undefined || !('ask' in step)) return null;
  const was = readAnswer(step, { ...input, ...input.replaces }, []);
  const is = readAnswer(step, input, []);
  const gave = was.status === 'ok' && was.value === memory.slots[step.ask];
  return gave && is.status === 'ok' && is.value !== was.value
    ? { slot: step.ask, value: is.value }
    : null;
}

const known = (turn: Turn, slot: string) => (turn.memory.slots[slot] ?? null) !== null;

/** The person says which answer it is. */
function named(turn: Turn, text: string, prompts: readonly PromptStep[]): Correction | null {
  if (!EDITS.test(text)) return null;
  for (const step of prompts) {
    // An answer that was skipped may be given after all.
    if (!('ask' in step) || turn.memory.slots[step.ask] === undefined) continue;
    const word = step.also_called.find((name) => text.includes(name.toLowerCase()));
    if (word === undefined) continue;
    const rest = text.slice(text.indexOf(word.toLowerCase()) + word.length);
    const becomes = BECOMES.exec(rest)?.[1]?.replace(TAIL, '').trim();
    const value = isWords(step.type) ? asTyped(turn, becomes) : readValue(turn, step, rest);
    if (value !== undefined || /แก้|เปลี่ยน|ผิด|change|correct|wrong/i.test(text)) {
      return { slot: step.ask, value };
    }
  }
  return null;
}

/** Only one known answer can be meant by a value of this kind. */
function byKind(turn: Turn, text: string, prompts: readonly PromptStep[]): Correction | null {
  for (const step of prompts) {
    if (!('ask' in step) || isWords(step.type) || !known(turn, step.ask)) continue;
    const value = readValue(turn, step, text);
    if (value !== undefined && value !== turn.memory.slots[step.ask]) {
      return { slot: step.ask, value };
    }
  }
  for (const { type, value } of turn.input.reading.entities) {
    const slot = slotOfEntity(type);
    if (slot === null || !known(turn, slot) || value === turn.memory.slots[slot]) continue;
    if (!prompts.some((step) => slotOf(step) === slot)) return { slot, value };
  }
  return null;
}

function readValue(
  turn: Turn,
  step: Extract<PromptStep, { ask: string }>,
  text: string,
): SlotValue | undefined {
  const found = turn.input.reading.entities.filter(({ type }) => type === step.type);
  const left = found.findLast((item) => text.includes(normalise(item.text)));
  if (left !== undefined) return left.value;
  // A sum is often corrected by its number alone; digits that are something else are no sum.
  if (step.type !== 'amount_thb' || turn.input.reading.entities.length > found.length)
    return undefined;
  const number = Number(numbersIn(text).at(-1));
  return Number.isFinite(number) && number > 0 ? number : undefined;
}

/** The same words as the person typed them, not as they were brought to one spelling. */
function asTyped(turn: Turn, normalised: string | undefined): string | undefined {
  if (normalised === undefined || normalised === '') return undefined;
  const { text } = turn.input;
  const at = text.toLowerCase().indexOf(normalised);
  return at < 0 ? normalised : text.slice(at, at + normalised.length);
}
