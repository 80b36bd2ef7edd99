import { erasureTimer } from '../../casework/ask-erasure.ts';
import { undecidedId, undecidedTimer } from '../../casework/erasure-requests.ts';
import { casesOf, isOnlyOf, obstacles } from '../../casework/erase.ts';
import type { PersonalQuestion } from '../../dialog/flow.ts';
import type { SlotValue } from '../../dialog/turn.ts';
import { ofEvidence } from '../../domain/audit.ts';
import { obstacleOf } from '../../domain/erasure.ts';
import { isStored, type StoredEvidence } from '../../domain/evidence.ts';
import { evidenceId, type Instant } from '../../domain/ids.ts';
import { NO_MARKS, withMark } from '../../domain/line-marks.ts';
import type { Store } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import type { TurnWork } from '../turn-work.ts';

export interface PersonalTools {
  readonly store: Store;
  readonly draft: Draft;
  readonly work: TurnWork;
  readonly now: Instant;
  /** Days after which a talk without a case is erased. */
  readonly idleDays: number;
  /** The `mid` of the line that the person has answered, as in "this photo". */
  readonly replyTo: string | null;
}

type Slots = Readonly<Record<string, SlotValue>>;

/** Lines among which that of a file is looked for. */
const LOOKED_BACK = 500;

/** Answers what a dialog asks about the person's own data, and does what it asks for, as slots. */
export async function aboutPerson(
  tools: PersonalTools,
  question: PersonalQuestion,
  slots: Slots,
): Promise<Slots> {
  switch (question) {
    case 'held':
      return held(tools);
    case 'last_file':
      return lastFile(tools);
    case 'drop_file':
      return dropFile(tools, String(slots['file_id'] ?? ''));
    case 'may_erase':
      return mayErase(tools);
    case 'ask_erasure':
      tools.work.cancelTimers.push(undecidedId(tools.draft.conversation.id));
      tools.work.timers.push(erasureTimer(tools.draft.conversation.id, tools.now));
      return {};
  }
}

async function held({ store, draft, idleDays }: PersonalTools): Promise<Slots> {
  const { id, createdAt, name, caseReferences } = draft.conversation;
  const files = (await store.evidenceOfConversation(id)).filter(isStored);
  return {
    held_since: dayOf(createdAt),
    held_name: name,
    held_cases: caseReferences.length === 0 ? null : caseReferences.join(', '),
    held_files: files.length === 0 ? null : files.length,
    held_days: caseReferences.length === 0 ? idleDays : null,
  };
}

async function lastFile(tools: PersonalTools): Promise<Slots> {
  const file = await meantFile(tools);
  if (file === null) return { file_state: 'none' };
  const record = file.reference && (await tools.store.caseByReference(file.reference));
  // With whom the case is by now, the file is too.
  const sent = record !== null && record.holder !== '1212';
  const isHeld = record !== null && obstacleOf(record) === 'legal_hold';
  return {
    file_state: isHeld ? 'held' : sent ? 'sent' : 'here',
    file_id: file.id,
    file_when: dayOf(file.receivedAt),
  };
}

async function meantFile(tools: PersonalTools): Promise<StoredEvidence | null> {
  const { store, draft, work, replyTo } = tools;
  const { id } = draft.conversation;
  const known = await store.evidenceOfConversation(id);
  const files = [...known, ...work.evidence].filter(isStored);
  if (replyTo !== null) {
    const [line] = await store.messagesByMid(id, [replyTo]);
    const answered = files.findLast((file) => file.messageId === line?.id);
    if (answered !== undefined) return answered;
  }
  return files.at(-1) ?? null;
}

/** The line stays as one that was taken back: it shows that there was something, and not what. */
async function dropFile({ store, draft, work, now }: PersonalTools, id: string): Promise<Slots> {
  const file = await store.evidence(evidenceId(id));
  if (file === null || file.conversationId !== draft.conversation.id) return {};
  work.dropped.push(file.id);
  work.audit.push({
    at: now,
    actor: 'consumer',
    action: 'evidence.dropped',
    subject: ofEvidence(file.id),
    details: { reference: file.reference },
  });
  const range = { before: null, limit: LOOKED_BACK };
  const lines = await store.messages(draft.conversation.id, range);
  const line = lines.find((item) => item.id === file.messageId);
  if (line !== undefined) {
    const mark = { kind: 'taken_back', mid: '', at: now } as const;
    draft.amend({ ...line, marks: withMark(line.marks ?? NO_MARKS, mark) }, line);
  }
  return { file_id: null };
}

async function mayErase({ store, draft, work, now }: PersonalTools): Promise<Slots> {
  const { conversation } = draft;
  const cases = await casesOf(store, conversation);
  const kept = obstacles(cases.filter((record) => isOnlyOf(record, conversation.id)));
  const [first] = kept;
  // The person is told that a person will decide: it must not depend on their asking again.
  if (first !== undefined) work.timers.push(undecidedTimer(conversation.id, now));
  else return { erase_state: 'free', erase_kept: null };
  return {
    erase_state: kept.some(({ because }) => because === 'legal_hold') ? 'held' : 'open',
    erase_kept: kept.map(({ reference }) => reference).join(', '),
  };
}

/** In Thai time, as the person's calendar has it. */
function dayOf(at: Instant): string {
  return new Date(at).toLocaleDateString('en-CA', { timeZone: 'Asia/Bangkok' });
}
