import { askUnasked } from '../news/ask-opinion.ts';
import { isStored } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import { isSecret, type SensitiveKind } from '../../domain/sensitive.ts';
import { tellUntoldErasure } from '../agent/answer-erasure.ts';
import { answerEdit } from './answer-edit.ts';
import type { applyMarks } from './apply-marks.ts';
import { answerWhileWaiting } from '../answer/answer-waiting.ts';
import { answer } from '../answer/answer.ts';
import { openByLink } from '../answer/open-by-link.ts';
import { speak } from '../answer/speak.ts';
import { asksForPlace, tellPlace } from '../answer/queue-place.ts';
import { tellUntold } from '../news/case-news.ts';
import type { Draft } from '../draft.ts';
import { askAgain } from '../answer/failed-files.ts';
import { hearOpinion } from '../answer/hear-opinion.ts';
import { joinActions } from '../heard/inputs.ts';
import { opensWindow } from './opens-window.ts';
import type { Received } from '../heard/received.ts';
import { refOf } from '../heard/referral.ts';
import { giveToLastCase } from '../answer/turn-evidence.ts';
import type { TakeTurnTools } from './turn-tools.ts';
import type { TurnWork } from '../turn-work.ts';

/** Lets the bot answer what is its to answer; nothing while another app holds the thread. */
export async function answerTurn(
  tools: TakeTurnTools,
  draft: Draft,
  work: TurnWork,
  turn: {
    readonly events: readonly IntakeEvent[];
    readonly actions: readonly Received[];
    /** Lines that got marks in this turn. */
    readonly changed: Awaited<ReturnType<typeof applyMarks>>;
    /** What was masked in the person's words. */
    readonly sensitive: readonly SensitiveKind[];
    readonly now: Instant;
  },
): Promise<void> {
  const { events, actions, changed, sensitive, now } = turn;
  const ours = draft.conversation.thread.holder === 'ours';
  const { control: before } = draft.conversation;
  const acted = ours && events.some(opensWindow);
  const phrase = tools.engine.phrase.bind(tools.engine);
  const news = { store: tools.store, ids: tools.ids, phrase };
  if (acted) await tellUntold(news, draft, work, now);
  if (acted) tellUntoldErasure(news, draft, now);
  const heard = ours ? standing(draft, actions) : [];
  if (ours && draft.conversation.control.holder !== 'agent') warn(tools, draft, sensitive, now);
  const waits = await answerInOrder(tools, draft, work, heard, now);
  const ref = linkOf(events);
  if (ref !== null && ours && draft.conversation.control.holder === 'bot') {
    await openByLink(tools, draft, work, ref, now);
  }
  if (actions.length === 0 && ours) await answerEdit(tools, draft, work, changed, now);
  if (ours && before.holder === 'bot') await tellPlace(tools, draft, now);
  if (acted) await askUnasked(news, draft, now);
  if (draft.conversation.control.holder === 'bot' || work.cases.length > 0) return;
  giveToLastCase(draft, work);
  // While nobody has taken over yet, a file that was promised for later is at least seen to arrive.
  if (waits && hasFile(heard) && draft.conversation.caseReferences.length > 0) {
    speak(tools, draft, 'evidence_added', now);
  }
}

/** Comes before the answer, whose buttons would be gone behind another message. */
function warn(
  tools: TakeTurnTools,
  draft: Draft,
  sensitive: readonly SensitiveKind[],
  now: Instant,
): void {
  if (sensitive.length === 0) return;
  speak(tools, draft, sensitive.some(isSecret) ? 'secret_masked' : 'number_masked', now);
}

/** @returns whether the person was waiting for an agent all the while */
async function answerInOrder(
  tools: TakeTurnTools,
  draft: Draft,
  work: TurnWork,
  heard: readonly Received[],
  now: Instant,
): Promise<boolean> {
  let waiting = draft.conversation.control.holder === 'queue';
  for (const group of joinActions(heard)) {
    if (await hearOpinion(tools, draft, work, group, now)) continue;
    const { holder } = draft.conversation.control;
    if (holder === 'agent') continue;
    if (holder === 'bot') {
      await answer(tools, draft, work, group, now);
      waiting = false;
    } else if (waiting) {
      await answerWhileWaiting(tools, draft, group, now);
      if (group.some(({ text }) => asksForPlace(text))) await tellPlace(tools, draft, now);
      askAgain(tools, draft, work, group, now);
    }
  }
  return waiting;
}

/** The `ref` of the m.me link by which the person came last; a button that carries one opens its own. */
function linkOf(events: readonly IntakeEvent[]): string | null {
  const by = events.filter(({ kind }) => kind === 'referral' || kind === 'utterance');
  return by.flatMap((event) => refOf(event) ?? []).at(-1) ?? null;
}

/** What is to be answered: in the words that stand now, and nothing that was taken back already. */
function standing(draft: Draft, actions: readonly Received[]): Received[] {
  return actions.flatMap((action) => {
    const marks = draft.messages.find(({ id }) => id === action.id)?.marks;
    if (action.standby || (marks?.takenBackAt ?? null) !== null) return [];
    return [{ ...action, text: marks?.edits.at(-1)?.text ?? action.text }];
  });
}

function hasFile(actions: readonly Received[]): boolean {
  return actions.some(({ stored }) => stored.some(({ evidence }) => isStored(evidence)));
}
