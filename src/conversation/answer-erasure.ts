import { dueId, undecidedId } from '../casework/erasure-requests.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { ConversationId, Instant } from '../domain/ids.ts';
import { windowRule } from '../domain/messaging-window.ts';
import type { Actor } from '../domain/staff.ts';
import { act, conversationAudit, type AgentResult, type AgentTools } from './agent-actions.ts';
import type { NewsTools } from './case-news.ts';
import type { Draft } from './draft.ts';

/** Why a person who asked for it is not erased. */
export type ErasureAnswer =
  | { readonly because: 'changed_mind' }
  /** With the reason that the person is told. */
  | { readonly because: 'refused'; readonly reason: string };

/**
 * Ends a person's wish to be erased without erasing, and tells them so while Messenger lets it
 * through.
 */
export function answerErasure(
  tools: AgentTools & Pick<NewsTools, 'phrase'>,
  actor: Actor,
  id: ConversationId,
  answer: ErasureAnswer,
): Promise<AgentResult> {
  return act(tools, id, (draft, now) => {
    const { because } = answer;
    const slots = answer.because === 'refused' ? { word: answer.reason } : {};
    tell(tools, draft, `erasure_${because}`, slots, now);
    return Promise.resolve({
      status: 'change',
      cancelTimers: [dueId(id), undecidedId(id)],
      audit: [conversationAudit(actor, 'conversation.erasure_ended', id, now, { because })],
    });
  });
}

function tell(
  { phrase }: Pick<NewsTools, 'phrase'>,
  draft: Draft,
  name: string,
  slots: Readonly<Record<string, string>>,
  now: Instant,
): void {
  if (!maySpeak(draft.conversation, now)) return;
  for (const text of phrase(name, draft.conversation.language, slots)) {
    draft.addOutgoing({ kind: 'system' }, { kind: 'text', text }, now);
  }
}

/** Whether Messenger lets a message through that no person has written. */
export function maySpeak({ windowOpenedAt: openedAt }: Conversation, now: Instant): boolean {
  return windowRule({ sender: 'bot', openedAt, now, humanAgentGranted: false }).allowed;
}
