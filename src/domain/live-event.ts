import type { Instant } from './ids.ts';

/** Tells open screens what to look at again. Carries ids only, never what people wrote. */
export interface LiveEvent {
  /** Sorts by time; a screen that comes back asks for those after the last one it saw. */
  readonly id: string;
  readonly at: Instant;
  /**
   * `page`: Meta blocked the Page, or let it go on; the subject is `block` or `unblock`.
   * `duty`: who is at the desk or how it is run; the subject is a member's id or `setup`.
   * `thread`: only how a conversation's lines look, such as that one was read.
   * `viewers`: who of the staff looks at a conversation or types in it. */
  readonly topic: 'conversation' | 'thread' | 'viewers' | 'case' | 'faq' | 'page' | 'duty';
  readonly subject: string;
  /**
   * The conversation is in the lists in which it was before, whatever else of it has changed.
   * Missing: it may be in others now.
   */
  readonly sameLists?: true;
}
