import { z } from 'zod';
import { RATINGS } from '../../domain/opinion.ts';

const count = z.number().int().min(0);
export const figuresShape = z.object({
  items: z.array(
    z.object({
      /** An agent's name, a month `2026-11`, or a complaint type. */
      key: z.string(),
      /** How many gave each rating, of 1 first. */
      ratings: z.array(count).length(RATINGS.length),
      rated: count,
      /** Of those who rated; null when nobody did. */
      average: z.number().min(1).max(5).nullable(),
      /** Answers, four weeks later, to whether the problem was really solved. */
      solved: count,
      unsolved: count,
    }),
  ),
});
export const opinionsShape = z.object({
  items: z.array(
    z.object({
      closedAt: z.iso.datetime(),
      agent: z.string(),
      rating: z.number().int().nullable(),
      solved: z.enum(['yes', 'no']).nullable(),
      /** What the person wrote about this closing, oldest first. */
      words: z.array(z.string()),
    }),
  ),
});

export type OpinionView = z.infer<typeof opinionsShape>['items'][number];
