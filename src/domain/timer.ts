import type { Instant } from './ids.ts';

/** What a timer is for; each kind has one handler (compose.ts). */
export const TIMER_KINDS = [
  /** Nobody has taken over from the bot yet. */
  'handoff_waiting',
  /** Nobody has answered whom a conversation was assigned to. */
  'assignment_unanswered',
  /** Ask how satisfied the person is with a case that was closed. */
  'ask_satisfaction',
  /** Ask weeks later whether the problem was really solved. */
  'ask_solved',
  /** A block of the Page that Meta has not lifted within a day is tried out. */
  'end_page_block',
  /** Send a referral's mail. */
  'send_referral',
  /** Raise an alarm when an agency has not answered. */
  'referral_overdue',
  /** Erase a person who asked for it in the chat. */
  'erase_conversation',
  /** Remind staff of a person who asked to be erased, where something is in the way. */
  'decide_erasure',
  /** A case is filed while the bot asks about another matter: officers get it when the person falls silent. */
  'second_matter',
  /** A conversation that was laid aside comes back. */
  'end_snooze',
  /** A reply that could be withdrawn until now leaves. */
  'send_reply',
] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

/** Something to be done at a moment, kept in the store: no process needs to live until then. */
export interface Timer {
  /** Names what it is for, such as `ask_solved:OCC-…`: a second one of this name takes its place. */
  readonly id: string;
  readonly kind: TimerKind;
  /** What it is about: the id of a conversation or referral, or a case's reference. */
  readonly subject: string;
  readonly dueAt: Instant;
  /** What the handler needs to tell whether it is still wanted. Ids, numbers and names of states only. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}
