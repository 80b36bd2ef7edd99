import { z } from 'zod';
import { MIN_PASSWORD } from '../domain/staff.ts';
import { sessionAnswer } from '../http/session-shapes.ts';

/** One that is being set, by its owner or by an admin. */
export const newPasswordText = z
  .string()
  .min(
    MIN_PASSWORD,
    `must have at least ${MIN_PASSWORD} characters; a few words together are easy to keep`,
  )
  .max(500);
const password = z.string().max(500);
const code = z.string().max(40);

export const accountAnswer = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      browser: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      /** The one that asks. */
      current: z.boolean(),
    }),
  ),
  secondFactor: z.object({ on: z.boolean(), recoveryCodesLeft: z.int() }),
});
export type AccountAnswer = z.infer<typeof accountAnswer>;

export const newPassword = z.object({
  password,
  next: newPasswordText,
});

/** For the authenticator app: as a picture, and to type in. Nothing is kept until it is confirmed. */
export const factorOffer = z.object({
  secret: z.string(),
  /** An SVG picture of the QR code, as a data URL. */
  picture: z.string(),
});

export const factorConfirmation = z.object({
  password,
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code,
});
export const factorKept = sessionAnswer.extend({
  /** Shown this once; only their hashes are kept. */
  recoveryCodes: z.array(z.string()),
});

export const factorRemoval = z.object({ password, code });
