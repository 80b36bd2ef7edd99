import { z } from 'zod';
import { newPasswordText } from '../../accounts/shapes.ts';
import { ROLES } from '../../domain/staff.ts';
import { time } from '../shapes.ts';

const name = z.string().trim().min(1).max(100);
const role = z.enum(ROLES);
const password = newPasswordText;

export const accountsShape = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      username: z.string(),
      name: z.string(),
      role,
      disabled: z.boolean(),
      /** Whether one-time codes are asked for beside the password. */
      secondFactor: z.boolean(),
      createdAt: time,
    }),
  ),
});

export const newAccountBody = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, 'must be small letters, digits and . _ -'),
  name,
  role,
  password,
});

export const accountChange = z.object({
  name: name.optional(),
  role: role.optional(),
  disabled: z.boolean().optional(),
});

export const passwordBody = z.object({ password });

export type AccountView = z.infer<typeof accountsShape>['items'][number];
