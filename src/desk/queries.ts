import { z } from 'zod';

const most = (default_: number, max: number) =>
  z.coerce.number().int().min(1).max(max).default(default_);

/** How every list is asked for. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: most(50, 100),
  q: z.string().max(200).optional(),
});

export const threadQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: most(50, 200),
});

export const wordsBody = z.object({ text: z.string().trim().min(1).max(5000) });
