import { z } from 'zod';
import { listOf } from '../shapes.ts';

export const presenceBody = z.object({ typing: z.boolean() });

/** Colleagues who have one conversation open. */
export const viewersShape = listOf(
  z.object({
    id: z.string(),
    name: z.string(),
    typing: z.boolean(),
    /** For how many milliseconds this holds unless it is said again. */
    holdsMs: z.number(),
  }),
);

/** Which conversations colleagues have open. */
export const lookingShape = listOf(
  z.object({ conversationId: z.string(), id: z.string(), name: z.string() }),
);

export type ViewersView = z.infer<typeof viewersShape>;
