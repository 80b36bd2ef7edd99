import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/ids.ts';
import type { QuickReply } from '../../domain/message.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import { RATINGS, stillClosed, type UnaskedQuestion } from '../../domain/opinion.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change } from '../../ports.ts';
import type { NewsTools } from './case-news.ts';
import { Draft } from '../draft.ts';

/** Whether a form of the dialogs is in hand, which a question would cut in two. */
export function isBusy({ conversation: { dialog } }: Draft): boolean {
  const flow = dialog?.['flow'] ?? null;
  return flow !== null && flow !== 'welcome';
}

/** Asks when the time has come, or, when nothing may be said now, at the person's next contact. */
export async function askWhenDue(tools: NewsTools, timer: Timer, now: Instant): Promise<Change> {
  const parsed = parseReferenceCode(timer.subject);
  const record =
    parsed.status === 'ok' ? await tools.store.caseByReference(parsed.reference) : null;
  const id = record?.conversations[0];
  const conversation = id === undefined ? null : await tools.store.conversation(id);
  if (record === null || conversation === null) return {};
  const { reference } = record;
  const about = timer.kind === 'ask_solved' ? 'solved' : 'satisfaction';
  const question = { about, reference, since: Number(timer.data['since']) } as const;
  if (!stillClosed(record, question)) return {};
  const draft = new Draft(conversation, () => tools.ids.next());
  if (mayAsk(draft, now)) ask(tools, draft, record, question, now);
  else {
    const unasked = conversation.unasked ?? [];
    draft.update({ unasked: [...unasked.filter((one) => one.reference !== reference), question] });
  }
  return {
    ...draft.commitAt(now),
    live: [{ id: tools.ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}

/**
 * The person has acted: the first question that still makes sense is asked behind the bot's answer,
 * unless a form is in hand or the answer shows buttons, which the question would take away.
 */
export async function askUnasked(tools: NewsTools, draft: Draft, now: Instant): Promise<void> {
  const waiting = draft.conversation.unasked ?? [];
  const last = draft.outbox.at(-1)?.content;
  const shows = last !== undefined && 'quickReplies' in last && last.quickReplies !== undefined;
  if (waiting.length === 0 || shows || !mayAsk(draft, now)) return;
  const left = [...waiting];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const record = await tools.store.caseByReference(next.reference);
    if (record === null || !stillClosed(record, next)) continue;
    ask(tools, draft, record, next, now);
    break;
  }
  draft.update({ unasked: left });
}

function mayAsk(draft: Draft, now: Instant): boolean {
  const { control, thread, windowOpenedAt: openedAt } = draft.conversation;
  return (
    control.holder === 'bot' &&
    thread.holder === 'ours' &&
    !isBusy(draft) &&
    windowRule({ sender: 'bot', openedAt, now, humanAgentGranted: false }).allowed
  );
}

function ask(
  { phrase }: Pick<NewsTools, 'phrase'>,
  draft: Draft,
  { reference }: Case,
  { about, since }: UnaskedQuestion,
  now: Instant,
): void {
  const { language } = draft.conversation;
  const button = (name: string, payload: string): QuickReply => ({
    title: phrase(name, language, {})[0] ?? name,
    payload: `case:${payload}`,
  });
  const reopen = button('button_reopen', `reopen:${reference}`);
  const quickReplies =
    about === 'satisfaction'
      ? [
          ...RATINGS.toReversed().map((rating) =>
            button(`button_rating_${rating}`, `rate:${reference}:${since}:${rating}`),
          ),
          reopen,
        ]
      : [
          button('button_solved', `solved:${reference}:${since}:yes`),
          button('button_unsolved', `solved:${reference}:${since}:no`),
        ];
  const bubbles = phrase(`ask_${about}`, language, { case: reference });
  bubbles.forEach((text, index) => {
    const last = index === bubbles.length - 1;
    const content = { kind: 'text' as const, text, ...(last && { quickReplies }) };
    // Never sent once the case has another status.
    draft.addOutgoing({ kind: 'system' }, content, now, { news: { reference, since } });
  });
}
