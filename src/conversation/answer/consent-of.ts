import type { TurnServices } from '../../dialog/turn.ts';
import { hasAgreed, NOTICE_VERSION } from '../../domain/consent.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Draft } from '../draft.ts';
import type { Received } from '../heard/received.ts';
import type { AnswerTools } from './answer-tools.ts';

/** What the dialog may know of the person's agreement, and where it notes the answer. */
export function consentOf(
  { privacyPage }: Pick<AnswerTools, 'privacyPage'>,
  draft: Draft,
  messageId: Received['id'],
  now: Instant,
): TurnServices['consent'] {
  return {
    agreed: hasAgreed(draft.conversation.consent),
    page: privacyPage,
    keep: (given) =>
      draft.update({ consent: { version: NOTICE_VERSION, given, at: now, messageId } }),
  };
}
