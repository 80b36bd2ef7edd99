import { isDesperate } from '../../dialog/heard.ts';
import { moved } from '../../domain/amend-case.ts';
import { isClosed, type Case } from '../../domain/case.ts';
import { handoffId, type Instant } from '../../domain/ids.ts';
import type { QuickReply } from '../../domain/message.ts';
import {
  newOpinion,
  opinionTimers,
  RATINGS,
  stillClosed,
  type Opinion,
  type OpinionQuestion,
} from '../../domain/opinion.ts';
import { parseReferenceCode } from '../../domain/reference-code.ts';
import type { AnswerTools } from './answer-tools.ts';
import type { Draft } from '../draft.ts';
import type { Received } from '../heard/received.ts';
import { requestHandoff } from '../waiting/request-handoff.ts';
import { changeCase, keepHandoff, type TurnWork } from '../turn-work.ts';

/** How long after "tell us more" the next message counts as what was asked for, in milliseconds. */
const WORD_MS = 3_600_000;
/** From here up the person is thanked; below, taking the case up again is offered too. */
const CONTENT_FROM = 4;
const LONGEST_WORD = 2_000;

type Tools = Pick<AnswerTools, 'store' | 'engine' | 'ids'>;

/**
 * Takes what the person says about a case that was closed: a rating, a word, whether it was really
 * solved, or that it is to be taken up again. Who holds the conversation does not matter, but while
 * an agent does, nothing is answered.
 * @returns false when the words or the button are about something else
 */
export async function hearOpinion(
  tools: Tools,
  draft: Draft,
  work: TurnWork,
  group: readonly Received[],
  now: Instant,
): Promise<boolean> {
  const [first] = group;
  if (first === undefined) return false;
  const [kind, action = '', code = '', since = '', value = ''] = (first.payload ?? '').split(':');
  if (kind !== 'case') return hearWord(tools, draft, work, group, now);
  const parsed = parseReferenceCode(code);
  const found = parsed.status === 'ok' ? await currentCase(tools, work, parsed.reference) : null;
  const record = found?.conversations.includes(draft.conversation.id) === true ? found : null;
  if (record === null) return say(tools, draft, 'old_button', now);
  const about: OpinionQuestion = action === 'solved' ? 'solved' : 'satisfaction';
  const stands = stillClosed(record, { about, reference: record.reference, since: Number(since) });
  if (action === 'reopen') return reopen(tools, draft, work, record, now);
  if (!stands) return say(tools, draft, 'old_button', now);
  const rating = RATINGS.find((one) => String(one) === value);
  if (action === 'rate' && rating !== undefined) {
    await keep(tools, work, record, { rating }, now);
    return say(tools, draft, 'rated', now, [
      button(tools, draft, 'button_word', `case:word:${code}:${since}`),
      ...(rating < CONTENT_FROM ? [reopenButton(tools, draft, record)] : []),
    ]);
  }
  if (action === 'word') {
    draft.update({ awaitsWord: { reference: record.reference, since: Number(since), at: now } });
    return say(tools, draft, 'ask_word', now);
  }
  if (action === 'solved' && (value === 'yes' || value === 'no')) {
    await keep(tools, work, record, { solved: value }, now);
    if (value === 'yes') return say(tools, draft, 'solved_thanks', now);
    return say(tools, draft, 'unsolved', now, [
      reopenButton(tools, draft, record),
      button(tools, draft, 'button_human', 'act:human'),
    ]);
  }
  return say(tools, draft, 'old_button', now);
}

/** The words that were asked for. A cry for help is none of them. */
async function hearWord(
  tools: Tools,
  draft: Draft,
  work: TurnWork,
  group: readonly Received[],
  now: Instant,
): Promise<boolean> {
  const { awaitsWord } = draft.conversation;
  if (awaitsWord === undefined || awaitsWord === null) return false;
  draft.update({ awaitsWord: null });
  const text = group.map((action) => action.text).join('\n');
  const isWord = group.every(({ payload, stored }) => payload === null && stored.length === 0);
  const { reference, since, at } = awaitsWord;
  if (!isWord || text.trim() === '' || now - at > WORD_MS || isDesperate(text)) return false;
  if (parseReferenceCode(text).status !== 'none') return false;
  const record = await currentCase(tools, work, reference);
  if (record === null || !stillClosed(record, { about: 'satisfaction', reference, since })) {
    return false;
  }
  const word = { at: now, closedAt: since, text: text.slice(0, LONGEST_WORD) };
  await change(tools, work, reference, (current) => ({
    ...current,
    words: [...(current.words ?? []), word],
    updatedAt: now,
  }));
  return say(tools, draft, 'word_kept', now, [reopenButton(tools, draft, record)]);
}

async function reopen(
  tools: Tools,
  draft: Draft,
  work: TurnWork,
  record: Case,
  now: Instant,
): Promise<boolean> {
  const { reference } = record;
  if (!isClosed(record.status)) return say(tools, draft, 'already_open', now, [], record);
  const status = 'screening';
  await change(tools, work, reference, (current) => ({
    ...moved(current, { status, at: now, by: 'consumer', holder: '1212' }),
    updatedAt: now,
  }));
  work.cancelTimers.push(...opinionTimers(record).cancelTimers);
  work.audit.push({
    at: now,
    actor: 'consumer',
    action: 'case.reopened',
    subject: `case:${reference}`,
    details: { from: record.status },
  });
  draft.addNotice({ kind: 'case_status', reference, status }, now);
  say(tools, draft, 'reopened', now, [], record);
  keepHandoff(work, requestHandoff(draft, handoffId(tools.ids.next()), 'case_reopened', now));
  return true;
}

/** The case as this turn has it. */
async function currentCase(
  { store }: Pick<Tools, 'store'>,
  work: TurnWork,
  reference: Case['reference'],
): Promise<Case | null> {
  const changed = work.changedCases.find((one) => one.reference === reference);
  return changed ?? store.caseByReference(reference);
}

/** Changes the case as this turn has it. */
async function change(
  { store }: Pick<Tools, 'store'>,
  work: TurnWork,
  reference: Case['reference'],
  to: (current: Case) => Case,
): Promise<void> {
  const stored = await store.caseByReference(reference);
  if (stored !== null) changeCase(work, stored, to);
}

async function keep(
  { store }: Pick<Tools, 'store'>,
  work: TurnWork,
  record: Case,
  told: Partial<Pick<Opinion, 'rating' | 'solved'>>,
  now: Instant,
): Promise<void> {
  const blank = newOpinion(record, now);
  const known = [...(await store.opinionsOf(record.reference)), ...work.opinions];
  const before = known.findLast(({ id }) => id === blank.id) ?? blank;
  work.opinions.push({ ...before, ...told, at: now });
}

function say(
  { engine }: Pick<Tools, 'engine'>,
  draft: Draft,
  name: string,
  now: Instant,
  quickReplies: readonly QuickReply[] = [],
  about: Pick<Case, 'reference'> | null = null,
): true {
  const { control, language } = draft.conversation;
  if (control.holder === 'agent') return true;
  const bubbles = engine.phrase(name, language, { case: about?.reference ?? null });
  bubbles.forEach((text, index) => {
    const last = index === bubbles.length - 1 && quickReplies.length > 0;
    draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text, ...(last && { quickReplies }) }, now);
  });
  return true;
}

function button(tools: Tools, draft: Draft, name: string, payload: string): QuickReply {
  const [title = name] = tools.engine.phrase(name, draft.conversation.language, {});
  return { title, payload };
}

function reopenButton(tools: Tools, draft: Draft, { reference }: Case): QuickReply {
  return button(tools, draft, 'button_reopen', `case:reopen:${reference}`);
}
