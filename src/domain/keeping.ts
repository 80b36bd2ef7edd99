/**
 * How long people's data is kept once nobody works on it, in days. The centre's data protection
 * officer may set other days (RETENTION_DAYS); the privacy notice shows the ones in force.
 */
import type { CaseStatus } from './case.ts';

export const KEPT_KINDS = [
  /** A talk from which no case came, since its last change. */
  'idle',
  'resolved',
  'closed_advice',
  'closed_no_contact',
  'out_of_scope',
  'withdrawn',
] as const satisfies readonly ('idle' | CaseStatus)[];
export type KeptKind = (typeof KEPT_KINDS)[number];

export type KeepingDays = Readonly<Record<KeptKind, number>>;

/** A dispute about a purchase may last a year; what led nowhere is needed for less. */
export const DEFAULT_DAYS: KeepingDays = {
  idle: 90,
  resolved: 365,
  closed_advice: 180,
  closed_no_contact: 180,
  out_of_scope: 90,
  withdrawn: 90,
};

const DAY_MS = 86_400_000;

/** What was last changed before this moment is due. */
export function dueBefore(kind: KeptKind, days: KeepingDays, now: number): number {
  return now - days[kind] * DAY_MS;
}

/**
 * Reads `idle=60,resolved=730`; what is not named keeps its default.
 * @returns null when it cannot be read
 */
export function parseDays(text: string): KeepingDays | null {
  const days: Record<KeptKind, number> = { ...DEFAULT_DAYS };
  for (const part of text.split(',').filter((item) => item.trim() !== '')) {
    const found = /^\s*([a-z_]+)\s*=\s*(\d{1,5})\s*$/.exec(part);
    const kind = KEPT_KINDS.find((known) => known === found?.[1]);
    const count = Number(found?.[2]);
    if (kind === undefined || !(count >= 1)) return null;
    days[kind] = count;
  }
  return days;
}
