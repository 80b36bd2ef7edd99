import { z } from 'zod';
import { time } from '../shapes.ts';

const conversation = z.object({
  id: z.string(),
  /** As Facebook gives it; null: not known. */
  name: z.string().nullable(),
  /** Who has it now; null: nobody of the staff. */
  holder: z.string().nullable(),
});

export const handOversShape = z.object({
  /** Your shift ends soon, and the next one has no note of yours; null: nothing is wanted. */
  wanted: z.object({ shift: z.string(), endsAt: time }).nullable(),
  /** How many open conversations are yours: a note names them. */
  open: z.int(),
  /** Notes for you that you have not read, latest first. */
  items: z.array(
    z.object({
      id: z.string(),
      at: time,
      by: z.string(),
      shift: z.string().nullable(),
      text: z.string(),
      conversations: z.array(conversation),
    }),
  ),
});

export const handOverBody = z.object({
  text: z.string().trim().min(1).max(5_000),
  /** Also puts your open conversations back in the queue. */
  putBack: z.boolean(),
});

export type HandOversView = z.infer<typeof handOversShape>;
