import { z } from 'zod';
import { COMPLAINT_TYPES } from '../../domain/problem-types.ts';

const time = z.iso.datetime();
const by = z.enum(['consumer', 'agent', 'bot']);
const staff = z.object({ id: z.string(), name: z.string() }).nullable();
const type = z.enum(COMPLAINT_TYPES);

/** What an officer who takes a person over has to know of the matter. */
export const cardShape = z.object({
  /** Of the case, when all that was told is filed; null: it is not. */
  reference: z.string().nullable(),
  /** What the person wants, in words; null: nothing was said yet. */
  wish: z.string().nullable(),
  /** `confidence`: how sure the bot was, 0 to 1; null: somebody said so. */
  type: z.object({ type, by, staff, confidence: z.number().nullable() }).nullable(),
  /** Of which other types it may be, the likeliest first. */
  alternatives: z.array(z.object({ type, confidence: z.number() })),
  urgency: z.object({
    urgent: z.boolean(),
    why: z.enum(['staff', 'money_just_sent', 'money_lost', 'care', 'form']).nullable(),
    /** Who of the staff said so. */
    by: z.string().nullable(),
  }),
  /** What is known and not filed, by slot. */
  facts: z.record(
    z.string(),
    z.object({
      value: z.union([z.string(), z.number()]),
      /** `at` null: in the talk with the bot. */
      source: z.object({ by, staff, at: time.nullable() }),
    }),
  ),
  /** The files that the form of this type asks for. */
  files: z.array(
    z.object({ kind: z.string(), state: z.enum(['present', 'unsorted', 'later', 'missing']) }),
  ),
  /** How many came that nobody asked for. */
  otherFiles: z.int(),
  /** What the bot said last, oldest first, shortened. */
  botSaid: z.array(z.object({ text: z.string(), at: time })),
  /** The fact that the bot waits for now; null: none. */
  asking: z.string().nullable(),
  /** What to ask next, in the person's language; null: nothing is missing. */
  next: z.object({ slot: z.string(), text: z.string() }).nullable(),
});

export type CardView = z.infer<typeof cardShape>;
