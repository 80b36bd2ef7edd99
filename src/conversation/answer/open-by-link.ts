import { messageId, type Instant } from '../../domain/ids.ts';
import type { Draft } from '../draft.ts';
import type { TurnWork } from '../turn-work.ts';
import type { AnswerTools } from './answer-tools.ts';
import { answer } from './answer.ts';
import { isIdle, memoryOf } from './dialog-memory.ts';

/**
 * Opens the flow of the link by which the person came, unless something is in hand. A link whose
 * word names no flow opens nothing: agents see it.
 */
export async function openByLink(
  tools: AnswerTools,
  draft: Draft,
  work: TurnWork,
  ref: string,
  now: Instant,
): Promise<void> {
  if (!tools.engine.opens(ref) || !isIdle(memoryOf(draft.conversation))) return;
  const nothing = {
    mid: null,
    text: '',
    attachments: [],
    shared: [],
    stickerId: null,
    replyTo: null,
  };
  const id = messageId(tools.ids.next());
  const click = { ...nothing, id, at: now, payload: `ref:${ref}`, standby: false, stored: [] };
  await answer(tools, draft, work, [click], now);
}
