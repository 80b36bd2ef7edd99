import { z } from 'zod';
import { ROLES } from '../domain/staff.ts';

export const member = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
});
export type Member = z.infer<typeof member>;

export const sessionAnswer = z.object({
  /** Sent back as `X-CSRF-Token` with every unsafe method. */
  csrfToken: z.string(),
  staff: member,
});

export const settingsAnswer = z.object({
  /** Time zone of the dates that people see. */
  timeZone: z.string(),
});
