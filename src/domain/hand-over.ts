import type { StaffName } from './case.ts';
import type { ConversationId, Instant, StaffId } from './ids.ts';

/** How long a note is kept: it may name people, and is of no use to anybody after that. */
export const HAND_OVER_KEPT_MS = 30 * 24 * 3_600_000;
/** A note is asked for when so much is left of somebody's shift. */
export const NOTE_WANTED_MS = 30 * 60_000;

/** What somebody tells the next shift. */
export interface HandOver {
  readonly id: string;
  readonly at: Instant;
  readonly by: StaffName;
  /** Name of the shift that ends; null: none was on. */
  readonly shift: string | null;
  readonly text: string;
  /** What the writer had open. */
  readonly conversations: readonly ConversationId[];
  /** Whom it is for; empty: everybody. */
  readonly members: readonly StaffId[];
  readonly readBy: readonly StaffId[];
}

/** Whether this member still has to read the note. */
export function isFor({ by, members, readBy }: HandOver, member: StaffId): boolean {
  if (by.staffId === member || readBy.includes(member)) return false;
  return members.length === 0 || members.includes(member);
}
