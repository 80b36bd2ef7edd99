import type { CaseNewsOf } from '../../casework/edit-case.ts';
import { statusSince, type Case, type CaseStatus } from '../../domain/case.ts';
import { moved, told } from '../../domain/amend-case.ts';
import type { Language } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import { opinionTimers } from '../../domain/opinion.ts';
import type { StatusTemplate } from '../../domain/status-template.ts';
import type { Change, Ids, Store } from '../../ports.ts';
import { withCorrectedFacts } from '../../dialog/corrected-facts.ts';
import { Draft } from '../draft.ts';
import { statusWords, type StatusWords } from './status-words.ts';
import { changeCase, type TurnWork } from '../turn-work.ts';

export interface NewsTools {
  readonly store: Pick<Store, 'conversation' | 'caseByReference'>;
  readonly ids: Ids;
  /** The bubbles of one of the dialogs' shared texts. */
  readonly phrase: (
    name: string,
    language: Language,
    slots: Readonly<Record<string, string>>,
  ) => readonly string[];
  /** By which the news goes out when the window is closed; null or missing: it waits. */
  readonly statusTemplate?: StatusTemplate | null | undefined;
}

/** The receipt has told it already. */
const NO_NEWS: readonly CaseStatus[] = ['received'];

/**
 * What a case's new status brings into the conversation it was filed in: a notice for the agents,
 * and a message to the person. It is the system's, whoever holds the conversation: staff have moved
 * the case, and an agent who is writing sees the line.
 */
export async function caseNews(
  tools: NewsTools,
  record: Case,
  now: Instant,
  of: CaseNewsOf = { moved: true, corrected: {} },
): Promise<Change> {
  const { store, ids } = tools;
  const [id] = record.conversations;
  const conversation = id === undefined ? null : await store.conversation(id);
  if (conversation === null) return {};
  const { reference, status } = record;
  const { dialog } = conversation;
  const corrects = dialog !== null && Object.keys(of.corrected).length > 0;
  if (!of.moved && !corrects) return {};
  const draft = new Draft(conversation, () => ids.next());
  if (corrects) draft.update({ dialog: withCorrectedFacts(dialog, reference, of.corrected) });
  if (of.moved) {
    draft.addNotice({ kind: 'case_status', reference, status }, now);
    tell(tools, draft, record, now);
  }
  return {
    ...draft.commitAt(now),
    ...(of.moved && opinionTimers(record)),
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: conversation.id }],
  };
}

/** The person has acted: what could not be told before is told as it is now, whatever it was then. */
export async function tellUntold(
  tools: NewsTools,
  draft: Draft,
  work: TurnWork,
  now: Instant,
): Promise<void> {
  for (const reference of draft.conversation.untold ?? []) {
    const record = await tools.store.caseByReference(reference);
    if (record === null) continue;
    const first = draft.outbox.length;
    tell(tools, draft, record, now);
    const message = draft.outbox[first];
    if (message === undefined) continue;
    changeCase(work, record, (current) => told(current, { messageId: message.id, at: now }));
  }
}

/** Now, if Messenger lets it through; else when the person acts the next time. */
function tell(tools: NewsTools, draft: Draft, record: Case, now: Instant): void {
  const { untold = [] } = draft.conversation;
  const { reference, status } = record;
  const others = untold.filter((one) => one !== reference);
  if (NO_NEWS.includes(status)) {
    draft.update({ untold: others });
    return;
  }
  const news = { reference, since: statusSince(record) };
  const words = statusWords(tools, draft.conversation, record, now);
  switch (words.when) {
    case 'later':
      draft.update({ untold: [...others, reference] });
      return;
    case 'template':
      draft.update({ untold: words.later.length > 0 ? [...others, reference] : others });
      draft.addOutgoing({ kind: 'system' }, words.content, now, { news });
      return;
    case 'now':
      draft.update({ untold: others });
      for (const text of words.bubbles) {
        draft.addOutgoing({ kind: 'system' }, { kind: 'text', text }, now, { news });
      }
  }
}

/** What the person would be told if the case went to this status now; nothing is changed. */
export async function previewNews(
  tools: NewsTools,
  record: Case,
  to: { readonly status: CaseStatus; readonly word?: string | undefined },
  now: Instant,
): Promise<{
  readonly when: StatusWords['when'] | 'nobody';
  readonly bubbles: readonly string[];
}> {
  const [id] = record.conversations;
  const conversation = id === undefined ? null : await tools.store.conversation(id);
  if (conversation === null) return { when: 'nobody', bubbles: [] };
  const next = { ...moved(record, { ...to, at: now, by: '' }), status: to.status };
  const words = statusWords(tools, conversation, next, now);
  return words.when === 'template'
    ? { when: 'template', bubbles: [words.content.text, ...words.later] }
    : words;
}
