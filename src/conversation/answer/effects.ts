import type { TurnEffect } from '../../dialog/turn.ts';
import { urgencyOf } from '../../domain/conversation.ts';
import { handoffId, type Instant } from '../../domain/ids.ts';
import type { Ids } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import { keepHandoff, type TurnWork } from '../turn-work.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import { secondMatterId, secondMatterTimer } from './second-case.ts';

/** Does what a dialog step asked for beside its replies. */
export function applyEffect(
  effect: TurnEffect,
  ids: Ids,
  draft: Draft,
  work: TurnWork,
  now: Instant,
): void {
  switch (effect.kind) {
    case 'problem_type':
      draft.update({
        problemType: effect.type,
        urgent: urgencyOf(draft.conversation, effect.urgent),
        urgentBy: null,
      });
      return;
    case 'unanswered':
      work.unanswered.push({
        id: ids.next(),
        conversationId: draft.conversation.id,
        text: effect.text,
        at: now,
      });
      return;
    case 'handoff_later':
      work.timers.push(secondMatterTimer(draft.conversation.id, now));
      return;
    case 'handoff':
      work.cancelTimers.push(secondMatterId(draft.conversation.id));
      keepHandoff(work, requestHandoff(draft, handoffId(ids.next()), effect.reason, now));
      return;
    case 'language':
      return;
  }
}
