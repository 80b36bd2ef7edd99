import type { Instant, StaffId } from './ids.ts';

/** `available`: may be given conversations; `busy`: is at the desk, and gets none; `away`: is not. */
export const PRESENCES = ['available', 'busy', 'away'] as const;
export type PresenceStatus = (typeof PRESENCES)[number];

/** Whose desk has been closed for so long is away, whatever was set, until it is open again. */
export const AWAY_AFTER_MS = 3 * 60_000;

/** Whether a member of staff is there. Who has never been has version 0. */
export interface Presence {
  readonly staffId: StaffId;
  /** Rises with every change, not with `seenAt`. */
  readonly version: number;
  /** As it was set by hand, or by a conversation that was left unanswered. */
  readonly status: PresenceStatus;
  readonly since: Instant;
  /** When a conversation was last assigned without anybody's doing; null: never. */
  readonly assignedAt: Instant | null;
  /** When the desk was last known to be open. */
  readonly seenAt: Instant;
}

export function newPresence(staffId: StaffId): Presence {
  return { staffId, version: 0, status: 'away', since: 0, assignedAt: null, seenAt: 0 };
}

/** The status that counts now. */
export function presenceAt({ status, seenAt }: Presence, now: Instant): PresenceStatus {
  return now - seenAt >= AWAY_AFTER_MS ? 'away' : status;
}
