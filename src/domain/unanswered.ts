import type { ConversationId, Instant } from './ids.ts';

/** A question that the knowledge store could not answer. Kept until an editor has dealt with it. */
export interface UnansweredQuestion {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly at: Instant;
}
