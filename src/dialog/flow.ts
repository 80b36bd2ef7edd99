import { z } from 'zod';
import { COMPLAINT_TYPES } from '../domain/problem-types.ts';

/** The shape of a flow in `dialogs/*.yml`. Wording is keyed in `texts`, apart from the steps. */
export const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'must be lower-case letters, digits and _');
const slot = key;
const value = z.union([z.string(), z.number(), z.boolean()]);
const values = z
  .union([value, z.array(value).min(1)])
  .transform((is) => (Array.isArray(is) ? is : [is]));
/** Holds when each slot has the value, or one of the values, that stands beside it. */
const condition = z.record(slot, values);
/** What any step may have. */
export const base = { id: key.optional(), when: condition.optional() };

export const ANSWER_TYPES = [
  'text',
  /** What the other side is called: words, but not "not yet" or "yes". */
  'name',
  'amount_thb',
  'date',
  'phone',
  'bank_account',
  'url',
  'reference_code',
  /** The person's own name, phone number or both; the number fills `own_phone`. */
  'own_contact',
] as const;
type AnswerType = (typeof ANSWER_TYPES)[number];

/** Whether an answer of this type is kept as it was typed. */
export const isWords = (type: AnswerType): boolean => type === 'text' || type === 'name';

/** Whether almost any words would do for an answer of this type. */
export const isFree = (type: AnswerType): boolean => isWords(type) || type === 'own_contact';

const words = z.array(z.string().min(2)).default([]);
/** Who asks: an `officer` one is taken up when it is told, and else the desk asks, after the case is filed. */
const askedBy = z.enum(['bot', 'officer']).default('bot');

const say = z.strictObject({ ...base, say: key });
const ask = z.strictObject({
  ...base,
  ask: slot,
  type: z.enum(ANSWER_TYPES).default('text'),
  text: key,
  why: key.optional(),
  optional: z.boolean().default(false),
  /** What people call this answer when they correct it later: "แก้ชื่อร้านเป็น …". */
  also_called: words,
  asked_by: askedBy,
  /** The answer is about the person's own side: a phone number in it is not the seller's. */
  own_side: z.boolean().default(false),
});
const choose = z.strictObject({
  ...base,
  choose: slot,
  text: key,
  why: key.optional(),
  optional: z.boolean().default(false),
  asked_by: askedBy,
  options: z
    .array(
      z.strictObject({
        value: key,
        title: key,
        flow: key.optional(),
        goto: key.optional(),
        /** Words in a typed answer that mean this option. */
        words,
        /** Words in the story that say it already, so that nothing is asked. */
        told: words,
        /** Facts in a typed answer that mean this option, unless it says no: money is gone, of a sum. */
        implied_by: z.array(z.enum(['amount_thb', 'date'])).default([]),
      }),
    )
    .min(1),
  /** Puts the likely problem types in front of the options; their titles are texts `type_…`. */
  options_from: z.literal('likely_types').optional(),
});
const collect = z.strictObject({
  ...base,
  collect: key,
  text: key,
  why: key.optional(),
  optional: z.boolean().default(true),
  /** Words beside a file, or about the one sent last, by which people say that it is this one. */
  also_called: words,
});
const set = z.strictObject({ ...base, set: z.record(slot, value) });
const branch = z.strictObject({
  ...base,
  branch: z
    .array(
      z.strictObject({
        slot,
        is: values,
        goto: key,
      }),
    )
    .min(1),
});
/** Puts the case first: always, or when the condition holds. */
const urgent = z.union([z.boolean(), condition]).default(false);
/** Finds the problem type of what the person has just told. */
const classify = z.strictObject({ ...base, classify: slot });
const openCase = z.strictObject({
  ...base,
  open_case: z.enum(COMPLAINT_TYPES),
  urgent,
});
const openCaseFrom = z.strictObject({
  ...base,
  open_case_from: slot,
  urgent,
});
const handOff = z.strictObject({
  ...base,
  hand_off: z.enum(['asked_for_human', 'case_opened', 'not_understood', 'care']),
});
const track = z.strictObject({
  ...base,
  track: slot,
  /** Also finds the case of somebody else, for who has told its secret in the same turn. */
  with_secret: z.boolean().default(false),
});
/** Takes the case back that the slot names, and tells in the slot `withdrawn` whether that was done. */
const withdraw = z.strictObject({ ...base, withdraw: slot });
/**
 * `consent` fills the slot of that name when the person has agreed to the notice in force; `contact`
 * tells in `has_contact` whether an earlier case has the person's own name or phone number.
 */
const lookUp = z.strictObject({ ...base, look_up: z.enum(['faq', 'consent', 'contact']) });
export const PERSONAL_QUESTIONS = [
  'held',
  'last_file',
  'drop_file',
  'may_erase',
  'ask_erasure',
] as const;
/** About the data of the person who writes; the answers are slots. */
export type PersonalQuestion = (typeof PERSONAL_QUESTIONS)[number];
const personal = z.strictObject({ ...base, personal: z.enum(PERSONAL_QUESTIONS) });
/**
 * Notes what the person has answered to the privacy notice, or takes their name and number over from
 * the earlier case.
 */
const keep = z.strictObject({ ...base, keep: z.enum(['consent', 'contact']) });
const goto = z.strictObject({ ...base, goto: key });
const start = z.strictObject({ ...base, start: key });
/** Goes on in the flow that the slot names: `not_received`, say. */
const startFrom = z.strictObject({ ...base, start_from: slot });
/** What becomes of the matter that an officer's visit has interrupted. */
const interrupted = z.strictObject({
  ...base,
  interrupted: z.enum(['go_on', 'begin_new', 'drop']),
});
const end = z.strictObject({ ...base, end: z.literal(true) });

const STEP_KINDS = {
  say,
  ask,
  choose,
  collect,
  set,
  branch,
  classify,
  open_case: openCase,
  open_case_from: openCaseFrom,
  hand_off: handOff,
  track,
  withdraw,
  look_up: lookUp,
  keep,
  personal,
  goto,
  start,
  start_from: startFrom,
  interrupted,
  end,
};

export type Step =
  | z.infer<typeof say>
  | z.infer<typeof ask>
  | z.infer<typeof choose>
  | z.infer<typeof collect>
  | z.infer<typeof set>
  | z.infer<typeof branch>
  | z.infer<typeof classify>
  | z.infer<typeof openCase>
  | z.infer<typeof openCaseFrom>
  | z.infer<typeof handOff>
  | z.infer<typeof track>
  | z.infer<typeof withdraw>
  | z.infer<typeof lookUp>
  | z.infer<typeof keep>
  | z.infer<typeof personal>
  | z.infer<typeof goto>
  | z.infer<typeof start>
  | z.infer<typeof startFrom>
  | z.infer<typeof interrupted>
  | z.infer<typeof end>;

/** What a slot holds, by name of slot. */
export type Condition = z.infer<typeof condition>;

export type CollectStep = z.infer<typeof collect>;

export type PromptStep = z.infer<typeof ask> | z.infer<typeof choose> | z.infer<typeof collect>;

export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly file: string;
  readonly intents: readonly string[];
  readonly aside: boolean;
  readonly title?: string | undefined;
  readonly steps: readonly Step[];
  readonly texts: Texts;
}

export type Texts = Readonly<Record<string, { readonly th: string[]; readonly en: string[] }>>;

/** Reads one step by the word that names its kind; zod's issues are relative to the step. */
export function parseStep(raw: Readonly<Record<string, unknown>>) {
  let kind: keyof typeof STEP_KINDS;
  for (kind in STEP_KINDS) if (kind in raw) return STEP_KINDS[kind].safeParse(raw);
  return null;
}

export const stepKinds = [...Object.keys(STEP_KINDS), 'use'];

/** The texts that a step says or shows. */
export function textsOf(step: Step): string[] {
  if ('say' in step) return [step.say];
  if (!isPrompt(step)) return [];
  const titles = 'choose' in step ? step.options.map(({ title }) => title) : [];
  const types =
    'choose' in step && step.options_from !== undefined
      ? COMPLAINT_TYPES.map((type) => `type_${type}`)
      : [];
  return [step.text, ...(step.why === undefined ? [] : [step.why]), ...titles, ...types];
}

export function isPrompt(step: Step): step is PromptStep {
  return 'ask' in step || 'choose' in step || 'collect' in step;
}

/** Which slot a prompt fills. */
export function slotOf(step: PromptStep): string {
  if ('ask' in step) return step.ask;
  return 'choose' in step ? step.choose : step.collect;
}

/** Whether the bot never asks it: it is kept when told, and the desk asks the rest. */
export function isLeftToOfficer(step: PromptStep): boolean {
  return 'asked_by' in step && step.asked_by === 'officer';
}

/** The slots that a step fills by itself or by an answer. */
export function slotsFilledBy(step: Step): string[] {
  if ('set' in step) return Object.keys(step.set);
  return isPrompt(step) ? [slotOf(step)] : [];
}
