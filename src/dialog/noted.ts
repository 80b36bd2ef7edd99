import type { Language } from '../domain/conversation.ts';
import type { Reading } from '../understanding/reading.ts';
import { inWords } from './facts-in-words.ts';
import { isPrompt, slotOf, type Flow, type PromptStep, type Texts } from './flow.ts';
import { FOUND_SLOTS, keepFacts } from './known-facts.ts';
import { bubblesOf, say } from './speak.ts';
import type { SlotValue, Turn } from './turn.ts';

/** Read back they would be links and numbers of a cheat to press on. */
const NOT_READ_BACK: readonly string[] = ['seller_link', 'seller_phone'];

/**
 * Keeps what was told instead of an answer: a fact that the form would ask for later, or that was
 * skipped before. It is read back, so that a wrong reading can be corrected at once.
 * @returns false when nothing new was told
 */
export function noteInstead(turn: Turn, flow: Flow, step: PromptStep, repairs: Texts): boolean {
  const { memory, input, language } = turn;
  if ('ask' in step && step.own_side) return false;
  const asked = flow.steps.filter(isPrompt).map(slotOf);
  // A menu asks for no facts, and would not keep them.
  if (!asked.some((slot) => FOUND_SLOTS.includes(slot))) return false;
  const before = memory.slots;
  memory.slots = { ...before };
  const reading = withoutLoneBank(input.reading);
  // Where nobody asks for the other side's number, one is as likely the person's own.
  const entities = reading.entities.filter(
    ({ type }) => type !== 'phone' || asked.includes('seller_phone'),
  );
  keepFacts(memory, { ...reading, entities }, slotOf(step));
  const told = FOUND_SLOTS.filter((slot) => isKnown(memory.slots, slot) && !isKnown(before, slot));
  if (told.length === 0) return false;
  const words = told
    .filter((slot) => !NOT_READ_BACK.includes(slot))
    .map((slot) => readBack(slot, memory.slots[slot] ?? '', language));
  if (words.length === 0) say(turn, bubblesOf(turn, repairs, 'noted'));
  else {
    memory.slots['noted'] = words.join(' · ');
    say(turn, bubblesOf(turn, repairs, 'noted_these'));
    delete memory.slots['noted'];
  }
  return true;
}

/** A bank without an account is as likely the person's own: the one that was called, say. */
export function withoutLoneBank(reading: Reading): Reading {
  if (reading.entities.some(({ type }) => type === 'bank_account')) return reading;
  return { ...reading, entities: reading.entities.filter(({ type }) => type !== 'bank') };
}

const isKnown = (slots: Readonly<Record<string, SlotValue>>, slot: string) =>
  (slots[slot] ?? null) !== null;

function readBack(slot: string, value: string | number | boolean, language: Language): string {
  const words = inWords(slot, value, language);
  if (slot !== 'amount') return words;
  return language === 'th' ? `${words} บาท` : `${words} baht`;
}
