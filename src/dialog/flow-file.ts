import { z } from 'zod';
import { base, key } from './flow.ts';

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

const texts = z.record(key, z.strictObject({ th: bubbles('Thai'), en: bubbles('English') }));
const rawStep = z.record(z.string(), z.unknown());

/** `dialogs/shared.yml`: steps and wording that many flows have in common. */
export const sharedFile = z.strictObject({
  id: z.literal('shared'),
  version: z.number().int().positive(),
  description: z.string().min(10),
  parts: z.record(key, z.array(rawStep).min(1)),
  texts,
});

/** Stands in a flow for the steps of a shared part; each of them then has this condition too. */
export const useStep = z.strictObject({ ...base, use: key });

/** One flow. */
export const flowFile = z.strictObject({
  id: key,
  version: z.number().int().positive(),
  description: z.string().min(10),
  intents: z.array(z.string()).default([]),
  /** May be visited in the middle of another flow, which then goes on where it was. */
  aside: z.boolean().default(false),
  /** The text that names the matter when the talk comes back to it. */
  title: key.optional(),
  /** Only the shared repairs have none: they are wording alone. */
  steps: z.array(rawStep).default([]),
  texts: texts.default({}),
});
