import { OWN_PHONE } from '../domain/own-contact.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import { countsSomething, isHotline } from '../understanding/entities/amounts.ts';
import { wordKey } from '../understanding/dialog-acts.ts';
import { nearWord } from '../understanding/near-word.ts';
import type { EntityType } from '../understanding/reading.ts';
import type { PromptStep } from './flow.ts';
import { readOwnContact } from './own-contact.ts';
import { looksLikeQuestion } from './question.ts';
import type { SlotValue, TurnInput } from './turn.ts';

export type Answer =
  | {
      readonly status: 'ok';
      readonly value: SlotValue;
      /** Other slots that the same answer fills. */
      readonly beside?: Readonly<Record<string, SlotValue>>;
    }
  /** The person has nothing to answer with: "ไม่มีสลิปค่ะ". */
  | { readonly status: 'none' }
  | { readonly status: 'invalid' };

/** An option as it is shown now. */
export interface ShownOption {
  readonly value: string;
  readonly title: string;
  readonly words: readonly string[];
  /** Kinds of facts that mean this option when the answer says no nowhere. */
  readonly impliedBy: readonly EntityType[];
}

/** Reads an answer to a question. A wrong one is no error: it is asked again. */
export function readAnswer(
  step: PromptStep,
  input: TurnInput,
  options: readonly ShownOption[],
): Answer {
  if ('collect' in step) {
    const stored = input.attachments.filter((item) => item.status === 'stored');
    if (stored.length > 0) return { status: 'ok', value: stored.length };
    return declines(input.text) ? { status: 'none' } : { status: 'invalid' };
  }
  if ('choose' in step) return readChoice(input, options);
  const answer = readTyped(step.type, input);
  return answer.status === 'invalid' && step.optional && declines(input.text)
    ? { status: 'none' }
    : answer;
}

/** "ยังไม่ได้เลยค่ะ", "not yet": an answer to something else, and no name. */
const TELLS_WHETHER =
  /^(?:ก็|ตอนนี้|เขา|เค้า|มัน|นี่)?(?:ยัง|ไม่|ไม่มีใคร)(?:ไม่|ได้|รับ|เคย|มา|ส่ง|โอน|คืน|ถึง|ตอบ|ติดต่อ|ของ|เงิน)*(?:เลย|สัก(?:ที|อย่าง)|จริง ?ๆ|นะ|ค่ะ|คะ|ค่า|ครับ|คับ|ครัช|จ้า|จ้ะ|อ่ะ|อะ|[\s.!])*$|^(?:not (?:yet|at all)|still (?:not|nothing|waiting)|never)[\s.!]*$/i;

const asSaid = ({ reading }: TurnInput) => reading.said.trim().slice(0, 1000);

function readName(input: TurnInput): Answer {
  const { act } = input.reading;
  if (act === 'no') return { status: 'none' };
  const name = asSaid(input);
  return name === '' || act === 'yes' || TELLS_WHETHER.test(name)
    ? { status: 'invalid' }
    : { status: 'ok', value: name };
}

type AskType = Extract<PromptStep, { ask: string }>['type'];

function readTyped(type: AskType, input: TurnInput): Answer {
  const text = input.text.trim();
  switch (type) {
    case 'text':
      // The thread keeps what was typed; an answer is what was meant.
      return text === '' ? { status: 'invalid' } : { status: 'ok', value: asSaid(input) };
    case 'name':
      return readName(input);
    case 'reference_code': {
      const parsed = parseReferenceCode(text);
      return parsed.status === 'ok'
        ? { status: 'ok', value: parsed.reference }
        : { status: 'invalid' };
    }
    case 'own_contact': {
      const told = readOwnContact(input);
      if (told === 'refused') return { status: 'none' };
      return told === null
        ? { status: 'invalid' }
        : { status: 'ok', value: told.name, beside: { [OWN_PHONE]: told.phone } };
    }
    case 'amount_thb':
      return entity(input, 'amount_thb') ?? bareNumber(text) ?? onlyNumber(input);
    case 'date':
    case 'phone':
    case 'bank_account':
    case 'url':
      return entity(input, type) ?? { status: 'invalid' };
  }
}

/** By button, number, title (small misspellings allowed) or a word that only one option has. */
function readChoice(input: TurnInput, options: readonly ShownOption[]): Answer {
  const pressed = input.payload?.split('/').at(-1);
  const typed = wordKey(input.text);
  const number = Number(typed);
  const { act } = input.reading;
  const found =
    options.find(({ value }) => value === pressed || value === typed) ??
    options.find(({ value, words }) => act !== null && (value === act || words.includes(act))) ??
    options.find(({ title }) => wordKey(title) === typed) ??
    (typed === '' ? undefined : options[number - 1]) ??
    byTitle(typed, options) ??
    byWords(input.text, options) ??
    byFacts(input, options);
  return found === undefined ? { status: 'invalid' } : { status: 'ok', value: found.value };
}

function byTitle(typed: string, options: readonly ShownOption[]): ShownOption | undefined {
  return (
    nearWord(
      typed,
      options.map((option) => [wordKey(option.title), option] as const),
    ) ?? undefined
  );
}

function byWords(text: string, options: readonly ShownOption[]): ShownOption | undefined {
  const plain = text.toLowerCase();
  const fitting = options.filter(({ title, words }) =>
    [title, ...words].some((word) => plain.includes(word.toLowerCase())),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

const SAYS_NO = /ไม่|ยัง|\bno(?:t|pe)?\b|n't\b/i;

function byFacts({ text, reading }: TurnInput, options: readonly ShownOption[]) {
  if (SAYS_NO.test(text) || looksLikeQuestion(text)) return undefined;
  const fitting = options.filter(({ impliedBy }) =>
    reading.entities.some(({ type }) => impliedBy.includes(type)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function entity(input: TurnInput, type: string): Answer | null {
  const found = input.reading.entities.find((item) => item.type === type);
  return found === undefined ? null : { status: 'ok', value: found.value };
}

/** Below this, a number among other words is more likely a count than baht. */
const LEAST_AMOUNT = 20;
const ONLY_A_NUMBER =
  /^(?:ประมาณ|ราวๆ|ราว ๆ|ทั้งหมด|รวม|about|around)?\s*[\d๐-๙][\d๐-๙,]*(?:\.\d{1,2})?\s*(?:กว่า)?\s*(?:บาท|บ\.?|baht|ค่ะ|คะ|ครับ|คับ|จ้า|นะ|\s|\.)*$/i;

/** "ไม่ใช่ 35000 เป็น 53000": what is meant is the other number. */
const TAKEN_BACK = /(?:ไม่ใช่|\bnot)\s*[\d๐-๙][\d๐-๙,.]*/gi;

/** To "how much?" a number that stands alone is an amount. */
function bareNumber(text: string): Answer | null {
  const number = Number(numbersIn(text)[0]);
  return ONLY_A_NUMBER.test(text) && number > 0 ? { status: 'ok', value: number } : null;
}

/** So is the only number in a statement, unless it counts something or belongs to another fact. */
function onlyNumber({ text, reading }: TurnInput): Answer {
  if (looksLikeQuestion(text)) return { status: 'invalid' };
  const rest = reading.entities
    .reduceRight((left, { start, end }) => `${left.slice(0, start)} , ${left.slice(end)}`, text)
    .replace(TAKEN_BACK, ' , ');
  const [number, ...others] = numbersIn(rest);
  if (number === undefined || others.length > 0 || isHotline(number)) {
    return { status: 'invalid' };
  }
  if (Number(number) < LEAST_AMOUNT) return { status: 'invalid' };
  const after = western(rest).replaceAll(',', '').split(number)[1] ?? '';
  return countsSomething(after) ? { status: 'invalid' } : { status: 'ok', value: Number(number) };
}

/** Plain numbers in a text, Thai digits and thousands' commas undone. */
export function numbersIn(text: string): string[] {
  return (western(text).match(/\d[\d,]*(?:\.\d{1,2})?/g) ?? []).map((digits) =>
    digits.replace(/,/g, ''),
  );
}

const western = (text: string) =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

/** Says that there is nothing to give. */
function declines(text: string): boolean {
  return /ไม่มี|ไม่ทราบ|ไม่รู้|จำ[\u0e00-\u0e7f ]{0,14}ไม่(?:ค่อย)?ได้|หาไม่เจอ|หาไม่พบ|ลบ[\u0e00-\u0e7f]{0,8}แล้ว|ลบทิ้ง|ไม่ได้เก็บ|ไม่ได้ถ่าย|ไม่เสียเงิน|ยังไม่ได้โอน|\b(?:no slip|none|nothing|(?:don|doesn)'?t (?:have|know|remember)|do(?:es)? not (?:have|know)|no idea|not sure|deleted)\b/i.test(
    text,
  );
}
