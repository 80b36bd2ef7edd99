import type { Conversation } from '../../domain/conversation.ts';
import { isCovered, type MissedEvidence, type StoredEvidence } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import { maskNumbers, seesInFull } from '../../domain/masking.ts';
import { HUMAN_AGENT_WINDOW_MS, STANDARD_WINDOW_MS } from '../../domain/messaging-window.ts';
import type { Actor } from '../../domain/staff.ts';
import type { ConversationView, EvidenceView, MissedView } from '../shapes.ts';

/** The conversation as this member may see it: its last words without numbers, unless they have the person. */
export function conversationSeenBy(
  actor: Pick<Actor, 'id' | 'role'>,
  conversation: Conversation,
  humanAgentGranted: boolean,
): ConversationView {
  const view = conversationView(conversation, humanAgentGranted);
  if (view.lastMessage === null || seesInFull(actor, [conversation])) return view;
  const text = maskNumbers(view.lastMessage.text);
  return { ...view, lastMessage: { ...view.lastMessage, text } };
}

/** @param humanAgentGranted whether Meta lets a person answer after the first 24 hours */
export function conversationView(
  conversation: Conversation,
  humanAgentGranted: boolean,
): ConversationView {
  const { id, control, psid, name, language, problemType, urgent, lastMessage } = conversation;
  const { windowOpenedAt: opened, resolvedAt, unread, caseReferences, thread } = conversation;
  const after = (ms: number) => (opened === null ? null : iso(opened + ms));
  return {
    id,
    control: control.holder,
    assignee: control.holder === 'agent' ? { id: control.staffId, name: control.name } : null,
    thread: {
      holder: thread.holder,
      appId: thread.holder === 'other' ? thread.appId : null,
      since: thread.since === null ? null : iso(thread.since),
    },
    origin: conversation.origin?.ref ?? null,
    psid,
    name,
    language,
    problemType,
    urgency: urgent ? 'urgent' : 'normal',
    snoozedUntil:
      control.holder === 'agent' && control.snoozedUntil !== undefined
        ? iso(control.snoozedUntil)
        : null,
    waitingSince: control.holder === 'queue' ? iso(control.since) : null,
    lastMessage:
      lastMessage === null
        ? null
        : {
            ...lastMessage,
            at: iso(lastMessage.at),
            takenBack: lastMessage.takenBack === true,
          },
    unread,
    resolvedAt: resolvedAt === null ? null : iso(resolvedAt),
    window: {
      freeUntil: after(STANDARD_WINDOW_MS),
      asPersonUntil: humanAgentGranted ? after(HUMAN_AGENT_WINDOW_MS) : null,
    },
    cases: [...caseReferences],
  };
}

export function evidenceView(item: StoredEvidence): EvidenceView {
  const { id, sha256, mediaType, bytes, origin, receivedAt } = item;
  const sensitive = isCovered(item);
  return { id, sha256, mediaType, bytes, origin, receivedAt: iso(receivedAt), sensitive };
}

export function missedView(item: MissedEvidence): MissedView {
  const { id, type, reason, askedAgain, receivedAt } = item;
  return { id, type, reason, askedAgain, at: iso(receivedAt) };
}

export const iso = (at: Instant) => new Date(at).toISOString();
