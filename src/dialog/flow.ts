import { z } from 'zod';
import { COMPLAINT_TYPES } from '../domain/problem-types.ts';

/** The shape of a flow in `dialogs/*.yml`. Wording is keyed in `texts`, apart from the steps. */
const key = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower-case letters, digits and _');
const slot = key;
const base = { id: key.optional() };
const value = z.union([z.string(), z.number(), z.boolean()]);

export const ANSWER_TYPES = [
  'text',
  'amount_thb',
  'date',
  'phone',
  'bank_account',
  'url',
  'reference_code',
] as const;

const words = z.array(z.string().min(2)).default([]);

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
});
const choose = z.strictObject({
  ...base,
  choose: slot,
  text: key,
  why: key.optional(),
  optional: z.boolean().default(false),
  options: z
    .array(
      z.strictObject({
        value: key,
        title: key,
        flow: key.optional(),
        goto: key.optional(),
        /** Words in a typed answer that mean this option. */
        words,
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
});
const set = z.strictObject({ ...base, set: z.record(slot, value) });
const branch = z.strictObject({
  ...base,
  branch: z
    .array(
      z.strictObject({
        slot,
        is: z
          .union([value, z.array(value).min(1)])
          .transform((is) => (Array.isArray(is) ? is : [is])),
        goto: key,
      }),
    )
    .min(1),
});
/** Finds the problem type of what the person has just told. */
const classify = z.strictObject({ ...base, classify: slot });
const openCase = z.strictObject({
  ...base,
  open_case: z.enum(COMPLAINT_TYPES),
  urgent: z.boolean().default(false),
});
const openCaseFrom = z.strictObject({
  ...base,
  open_case_from: slot,
  urgent: z.boolean().default(false),
});
const handOff = z.strictObject({
  ...base,
  hand_off: z.enum(['asked_for_human', 'case_opened', 'not_understood', 'care']),
});
const track = z.strictObject({ ...base, track: slot });
const lookUp = z.strictObject({ ...base, look_up: z.literal('faq') });
const goto = z.strictObject({ ...base, goto: key });
const start = z.strictObject({ ...base, start: key });
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
  look_up: lookUp,
  goto,
  start,
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
  | z.infer<typeof lookUp>
  | z.infer<typeof goto>
  | z.infer<typeof start>
  | z.infer<typeof end>;

export type PromptStep = z.infer<typeof ask> | z.infer<typeof choose> | z.infer<typeof collect>;

const bubbles = (language: string) => {
  const missing = `the ${language} text is missing or empty`;
  const bubble = z.string(missing).trim().min(1, missing);
  return z
    .union([bubble, z.array(bubble).min(1).max(3)], {
      error: ({ input }) =>
        Array.isArray(input) ? 'a text has 1 to 3 bubbles, none of them empty' : missing,
    })
    .transform((text) => (typeof text === 'string' ? [text] : text));
};

export const flowFile = z.strictObject({
  id: key,
  version: z.number().int().positive(),
  description: z.string().min(10),
  intents: z.array(z.string()).default([]),
  /** May be visited in the middle of another flow, which then goes on where it was. */
  aside: z.boolean().default(false),
  /** Only the shared repairs have none: they are wording alone. */
  steps: z.array(z.record(z.string(), z.unknown())).default([]),
  texts: z.record(key, z.strictObject({ th: bubbles('Thai'), en: bubbles('English') })),
});

export interface Flow {
  readonly id: string;
  readonly version: number;
  readonly file: string;
  readonly intents: readonly string[];
  readonly aside: boolean;
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

export const stepKinds = Object.keys(STEP_KINDS);

export function isPrompt(step: Step): step is PromptStep {
  return 'ask' in step || 'choose' in step || 'collect' in step;
}

/** Which slot a prompt fills. */
export function slotOf(step: PromptStep): string {
  if ('ask' in step) return step.ask;
  return 'choose' in step ? step.choose : step.collect;
}
