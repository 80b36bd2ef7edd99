import { z } from 'zod';
import { sessionAnswer } from '../http/session-shapes.ts';

export const MIN_PASSWORD = 12;

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
  next: z.string().min(MIN_PASSWORD).max(500),
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
