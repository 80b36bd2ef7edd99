import type { ConversationId, Instant, StaffId } from './ids.ts';

/** How long an open thread counts as looked at unless its screen says so again. */
export const LOOK_MS = 45_000;
/** The same for writing in it. */
export const TYPING_MS = 8_000;

/** A member of staff who has a conversation open now. It runs out by itself and is never a record. */
export interface Viewer {
  readonly conversationId: ConversationId;
  readonly staffId: StaffId;
  readonly name: string;
  readonly until: Instant;
  /** Null: only looks. */
  readonly typingUntil: Instant | null;
}

export function isTyping({ typingUntil }: Pick<Viewer, 'typingUntil'>, now: Instant): boolean {
  return typingUntil !== null && typingUntil > now;
}

/**
 * Whether colleagues see something else than before.
 * @param before null: was not there
 */
export function looksDifferent(
  before: Pick<Viewer, 'until' | 'typingUntil'> | null,
  next: Viewer,
  now: Instant,
): boolean {
  if (before === null || before.until <= now) return true;
  return isTyping(before, now) !== isTyping(next, now);
}
