import type { Handoff } from '../../domain/handoff.ts';
import { conversationId, type Instant } from '../../domain/ids.ts';
import { windowRule } from '../../domain/messaging-window.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import { Draft } from '../draft.ts';
import type { NewsTools } from '../news/case-news.ts';

const MINUTE_MS = 60_000;
/** After the first reminder the next ones come at twice the time each; then it is told no more. */
const MOST_REMINDERS = 3;

/** Fires when somebody has waited for `minutes` and no agent has taken over. */
export function waitingTimer(
  { id, conversationId: subject }: Pick<Handoff, 'id' | 'conversationId'>,
  now: Instant,
  minutes: number,
  reminder = 1,
): Timer {
  return {
    id: `handoff_waiting:${subject}`,
    kind: 'handoff_waiting',
    subject,
    dueAt: now + minutes * 2 ** (reminder - 1) * MINUTE_MS,
    data: { handoff: id, reminder, minutes },
  };
}

/**
 * Still nobody has taken over: staff get a notice in the thread and see it in the queue, and the
 * person hears, once, that nothing is lost and where to call.
 */
export async function remindOfWaiting(
  tools: {
    readonly store: Pick<Store, 'conversation'>;
    readonly ids: Ids;
    readonly phrase: NewsTools['phrase'];
  },
  timer: Timer,
  now: Instant,
): Promise<Change> {
  const { store, ids, phrase } = tools;
  const conversation = await store.conversation(conversationId(timer.subject));
  const { handoff, reminder, minutes } = timer.data;
  if (conversation?.control.holder !== 'queue') return {};
  const { control, language, windowOpenedAt: openedAt, thread } = conversation;
  if (control.handoffId !== handoff) return {};
  const draft = new Draft(conversation, () => ids.next());
  const waited = Math.round((now - control.since) / MINUTE_MS);
  draft.addNotice({ kind: 'handoff_overdue', minutes: waited }, now);
  // A second reminder without anybody's doing: now it is a supervisor's business.
  const alarms = Number(reminder) > 1 && control.alarmedAt === undefined;
  if (alarms) {
    draft.update({ control: { ...control, alarmedAt: now } });
    draft.addNotice({ kind: 'supervisors_alarmed' }, now);
  }
  const rule = windowRule({ sender: 'bot', openedAt, now, humanAgentGranted: false });
  if (reminder === 1 && rule.allowed && thread.holder === 'ours') {
    const text = phrase('queue_still', language, {}).join('\n');
    draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text }, now);
  }
  const next = Number(reminder) + 1;
  const of = { id: control.handoffId, conversationId: conversation.id };
  return {
    ...draft.commitAt(now),
    timers: next > MOST_REMINDERS ? [] : [waitingTimer(of, now, Number(minutes), next)],
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}
