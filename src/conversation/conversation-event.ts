import { inSameLists, type Conversation } from '../domain/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';

/** Tells the desks that a conversation has changed, and whether they have to look where it is now. */
export function conversationEvent(
  id: string,
  before: Conversation,
  after: Conversation,
  at: Instant,
): LiveEvent {
  return {
    ...{ id, at, topic: 'conversation', subject: after.id },
    ...(inSameLists(before, after) && { sameLists: true }),
  };
}
