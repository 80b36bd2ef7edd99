import type { Instant } from '../../domain/ids.ts';
import { previewOf } from '../../domain/message.ts';
import type { AnswerTools } from '../answer/answer-tools.ts';
import { answer } from '../answer/answer.ts';
import type { ChangedText } from './apply-marks.ts';
import type { Draft } from '../draft.ts';
import type { TurnWork } from '../turn-work.ts';

/** Lines among which the person's last one is looked for. */
const LOOKED_BACK = 20;

/**
 * Takes an edit of what the person said last as a correction of the answer that it gave, while the
 * bot has the conversation. Every other edit only shows in the thread: it was answered already.
 */
export async function answerEdit(
  tools: AnswerTools,
  draft: Draft,
  work: TurnWork,
  changed: readonly ChangedText[],
  now: Instant,
): Promise<void> {
  const { conversation } = draft;
  const [only, ...more] = changed;
  if (only === undefined || more.length > 0 || conversation.control.holder !== 'bot') return;
  const { line, before } = only;
  const range = { before: null, limit: LOOKED_BACK };
  const last = (await tools.store.messages(conversation.id, range)).findLast(
    ({ direction }) => direction === 'in',
  );
  if (last?.id !== line.id) return;
  const { id, at, mid } = line;
  const action = { id, at, mid, text: previewOf(line), payload: null, attachments: [] };
  const said = {
    ...action,
    stickerId: null,
    replyTo: null,
    shared: [],
    standby: false,
    stored: [],
  };
  await answer(tools, draft, work, [said], now, before);
}
