import { dueId, undecidedId } from '../../casework/erasure-requests.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import type { ErasureAnswer } from '../../domain/erasure.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import type { Actor } from '../../domain/staff.ts';
import { act, conversationAudit, type AgentResult, type AgentTools } from './agent-actions.ts';
import type { NewsTools } from '../news/case-news.ts';
import type { Draft } from '../draft.ts';

/**
 * Ends a person's wish to be erased without erasing, and tells them so: now, if Messenger lets it
 * through; else when they act the next time.
 */
export function answerErasure(
  tools: AgentTools & Pick<NewsTools, 'phrase'>,
  actor: Actor,
  id: ConversationId,
  answer: ErasureAnswer,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    const { because } = answer;
    tell(tools, draft, answer, now);
    return Promise.resolve({
      status: 'change',
      cancelTimers: [dueId(id), undecidedId(id)],
      audit: [conversationAudit(actor, 'conversation.erasure_ended', id, now, { because })],
    });
  });
}

/** The person has acted: the answer that could not go out before is told now. */
export function tellUntoldErasure(
  tools: Pick<NewsTools, 'phrase'>,
  draft: Draft,
  now: Instant,
): void {
  const { untoldErasure } = draft.conversation;
  if (untoldErasure) tell(tools, draft, untoldErasure, now);
}

function tell(
  { phrase }: Pick<NewsTools, 'phrase'>,
  draft: Draft,
  answer: ErasureAnswer,
  now: Instant,
): void {
  if (!maySpeak(draft.conversation, now)) {
    draft.update({ untoldErasure: { ...answer, at: now } });
    return;
  }
  const slots = answer.because === 'refused' ? { word: answer.reason } : {};
  for (const text of phrase(`erasure_${answer.because}`, draft.conversation.language, slots)) {
    draft.addOutgoing({ kind: 'system' }, { kind: 'text', text }, now);
  }
  draft.update({ untoldErasure: null });
}

/** Whether Messenger lets a message through that no person has written. */
export function maySpeak({ windowOpenedAt: openedAt }: Conversation, now: Instant): boolean {
  return windowRule({ sender: 'bot', openedAt, now, humanAgentGranted: false }).allowed;
}
