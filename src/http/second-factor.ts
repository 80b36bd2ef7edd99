import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../domain/ids.ts';
import type { Staff } from '../domain/staff.ts';
import type { StaffStore } from '../ports.ts';

const ISSUER = '1212 OCC';
const STEP_MS = 30_000;
/** A code of the step before or behind is taken: clocks differ, and typing takes its time. */
const DRIFT = 1;
const RECOVERY_CODES = 8;
/** Without letters and figures that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const RECOVERY_LENGTH = 10;

/** A new secret of 160 bits, as RFC 4226 recommends, in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from a QR code. */
export function secretUri(secret: string, username: string): string {
  return totp(secret, username).toString();
}

/** The step of 30 seconds that a code belongs to now; null when it is wrong. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totp(secret, '').validate({ token, timestamp: now, window: DRIFT });
  return delta === null ? null : Math.floor(now / STEP_MS) + delta;
}

/** Codes for the day on which the phone is lost: 49 bits each, for a sheet of paper. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: RECOVERY_LENGTH }, () => randomLetter());
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  });
}

/** What is stored of a recovery code, however it is typed. */
export function recoveryHash(typed: string): string {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(code).digest('hex');
}

/** Spends the code of the app, or one of the recovery codes. False for a wrong or a used one. */
export async function spendSecondFactor(
  store: Pick<StaffStore, 'spendCode' | 'spendRecoveryCode'>,
  { id, secondFactor }: Staff,
  typed: string,
  now: Instant,
): Promise<boolean> {
  if (secondFactor === undefined || secondFactor === null) return false;
  const step = stepOfCode(secondFactor.secret, typed, now);
  if (step !== null) return store.spendCode(id, step);
  return store.spendRecoveryCode(id, recoveryHash(typed));
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) });
}

/** Each letter as likely as any other: bytes beyond the last full round are thrown away. */
function randomLetter(): string {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 0;
    if (byte < 256 - (256 % ALPHABET.length)) return ALPHABET.charAt(byte % ALPHABET.length);
  }
}
