import { withFact } from '../../domain/amend-case.ts';
import type { Case } from '../../domain/case.ts';
import { conversationId, handoffId, type ConversationId, type Instant } from '../../domain/ids.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { Timer } from '../../domain/timer.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import { Draft } from '../draft.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import { changeCase, type TurnWork } from '../turn-work.ts';
import { waitingTimer } from '../waiting/waiting-timer.ts';

/** How long a person may be silent while a filed case waits for the second matter to be told. */
const SILENT_MS = 10 * 60_000;

export const secondMatterId = (id: ConversationId) => `second_matter:${id}`;

export function secondMatterTimer(id: ConversationId, now: Instant): Timer {
  return {
    id: secondMatterId(id),
    kind: 'second_matter',
    subject: id,
    dueAt: now + SILENT_MS,
    data: {},
  };
}

/** The person has fallen silent with one case filed: officers get it. While they write, it waits on. */
export async function handOverFiled(
  tools: {
    readonly store: Pick<Store, 'conversation'>;
    readonly ids: Ids;
    readonly promiseMinutes?: number | undefined;
  },
  timer: Timer,
  now: Instant,
): Promise<Change> {
  const { store, ids, promiseMinutes } = tools;
  const conversation = await store.conversation(conversationId(timer.subject));
  if (conversation?.control.holder !== 'bot') return {};
  const quietSince = conversation.windowOpenedAt ?? 0;
  if (now - quietSince < SILENT_MS) {
    return { timers: [{ ...timer, dueAt: quietSince + SILENT_MS }] };
  }
  const draft = new Draft(conversation, () => ids.next());
  const handoff = requestHandoff(draft, handoffId(ids.next()), 'case_opened', now);
  if (handoff === null) return {};
  return {
    ...draft.commitAt(now),
    handoffs: [handoff],
    ...(promiseMinutes !== undefined && { timers: [waitingTimer(handoff, now, promiseMinutes)] }),
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}

/** Two matters of one message: each of their cases names the other. */
export async function tieToOther(
  store: Pick<Store, 'caseByReference'>,
  work: TurnWork,
  record: Case,
  now: Instant,
): Promise<void> {
  const parsed = parseReferenceCode(String(record.facts['other_case']?.value ?? ''));
  if (parsed.status !== 'ok') return;
  const source = { by: 'bot', messageId: null, at: now } as const;
  // Filed in the same turn, it stands in no store yet.
  const place = work.cases.findIndex(({ reference }) => reference === parsed.reference);
  const opened = work.cases[place];
  if (opened !== undefined) {
    work.cases[place] = withFact(opened, 'other_case', record.reference, source);
    return;
  }
  const other = await store.caseByReference(parsed.reference);
  if (other === null) return;
  changeCase(work, other, (current) => ({
    ...withFact(current, 'other_case', record.reference, source),
    updatedAt: now,
  }));
}
