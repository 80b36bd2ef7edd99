import type { Instant, StaffId } from './ids.ts';

export const ROLES = ['agent', 'editor', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Characters of a new password that is set in the browser. Older, shorter ones still open the desk. */
export const MIN_PASSWORD = 12;

/** Of one that whoever runs the server sets there: scripts of theirs may have one of this length. */
export const MIN_PASSWORD_AT_SERVER = 8;

const DESK_ROLES: readonly Role[] = ['agent', 'supervisor', 'admin'];

/** Whether a role works with consumers. Editors see content, never people. */
export function worksAtDesk(role: Role): boolean {
  return DESK_ROLES.includes(role);
}

/** Whether a role leads others at the desk. */
export function leadsDesk(role: Role): boolean {
  return role === 'supervisor' || role === 'admin';
}

export interface Staff {
  readonly id: StaffId;
  /** Lower case, unique. */
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
  readonly disabledAt: Instant | null;
  readonly createdAt: Instant;
  /** Missing: the password alone opens the desk. */
  readonly secondFactor?: SecondFactor | null;
}

/** One-time codes by time (RFC 6238), asked for beside the password. */
export interface SecondFactor {
  /** Base32, as authenticator apps take it. */
  readonly secret: string;
  /** The step of 30 seconds whose code was used last: a code opens once. */
  readonly lastStep: number;
  /** SHA-256 (hex) of the codes that open once each when the phone is lost. */
  readonly recoveryHashes: readonly string[];
}

export interface Session {
  /** SHA-256 (hex) of the cookie's token, so that a stolen store opens no session. */
  readonly tokenHash: string;
  readonly staffId: StaffId;
  readonly csrfToken: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** What the browser calls itself; missing on older sessions. */
  readonly browser?: string;
}

/** Who does something at the desk. */
export type Actor = Pick<Staff, 'id' | 'name' | 'role' | 'username'>;
