import type { Language } from './conversation.ts';

/** What a canned reply may leave open; the desk fills it in. */
export const REPLY_VARIABLES = ['name', 'reference', 'status', 'agent'] as const;
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];

/** Words that agents need often. */
export interface CannedReply {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** With places such as {{reference}}. */
  readonly text: Readonly<Record<Language, string>>;
}

/** An answer of the knowledge store that may fit what the person asked. */
export interface SuggestedAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
