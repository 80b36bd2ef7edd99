import { z } from 'zod';

const time = z.iso.datetime();
const kept = z.array(z.object({ reference: z.string(), because: z.enum(['open', 'legal_hold']) }));

/** A person's wish to be erased. */
export const erasureRequestShape = z.object({
  conversation: z.string(),
  name: z.string().nullable(),
  psid: z.string(),
  askedAt: time,
  /** When it is done by itself; null: staff decide. */
  dueAt: time.nullable(),
  /** Cases that have to stay for now, with the person. */
  kept,
});

/** Whether a person may be erased, and whether they have asked for it. */
export const erasureShape = z.object({ request: erasureRequestShape.nullable(), kept });

export const erasureAnswerBody = z.discriminatedUnion('because', [
  z.strictObject({ because: z.literal('changed_mind') }),
  z.strictObject({
    because: z.literal('refused'),
    /** Told to the person. */
    reason: z.string().trim().min(3).max(500),
  }),
]);

/** Why somebody who is not on a case needs its numbers; stands in the audit. */
export const UNMASK_REASONS = [
  'person_calls',
  'agency_asks',
  'same_seller',
  'covers_colleague',
] as const;

export type ErasureRequestView = z.infer<typeof erasureRequestShape>;
