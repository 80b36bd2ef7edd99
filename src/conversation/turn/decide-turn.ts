import { newConversation, type Conversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Mark } from '../../domain/line-marks.ts';
import { midOf, wordsOf, type ThreadMessage } from '../../domain/message.ts';
import { WITHHELD } from '../../domain/withhold.ts';
import type { Change, TurnClaim } from '../../ports.ts';
import { answerTurn } from './answer-turn.ts';
import { applyMarks } from './apply-marks.ts';
import { Draft } from '../draft.ts';
import { hearSecret, hearSecretInEdits } from '../answer/hear-secret.ts';
import { hearEvents } from './hear-events.ts';
import { asksForNumber, maskActions, maskMarks } from './mask-actions.ts';
import { coverEarlier } from './cover-earlier.ts';
import { coverPapers } from '../agent/mark-sensitive.ts';
import { opensWindow } from './opens-window.ts';
import { conversationEvent } from '../conversation-event.ts';
import { readMark } from '../thread/read-mark.ts';
import { contentOf, type Received } from '../heard/received.ts';
import { sortOutCopies } from '../heard/seen-before.ts';
import type { TakeTurnTools } from './turn-tools.ts';
import { newWork, type TurnWork } from '../turn-work.ts';
import { waitingTimer } from '../waiting/waiting-timer.ts';

/** Decides everything anew from what is stored now: a repeated turn repeats nothing outside. */
export async function decideTurn(
  tools: TakeTurnTools,
  claim: TurnClaim,
  received: readonly Received[],
): Promise<Change> {
  const { clock, ids, store } = tools;
  const { events } = claim;
  const now = clock.now();
  const before = await currentConversation(tools, claim, now);
  const draft = new Draft(before, () => ids.next());
  const work = newWork();
  const mayBeCopies = before.thread.since !== null;
  const asked = asksForNumber(before);
  const sorted = await sortOutCopies(store, before.id, received, mayBeCopies);
  const { doubled } = sorted;
  const isCommand = (text: string) => tools.understand(text).act !== null;
  const heard = hearSecret(before, sorted.actions, isCommand);
  work.heardSecret = heard.secret;
  const { actions, kinds } = maskActions(heard.actions, asked);
  const settled = await hearEvents(tools, draft, work, { events, doubled, now });
  for (const action of actions) {
    const { id, standby, replyTo } = action;
    draft.addIncoming(contentOf(action), action.at, action.mid, { id, standby, replyTo });
    work.evidence.push(...action.stored.map(({ evidence }) => evidence));
  }
  const marks = events.flatMap((event) => readMark(event) ?? []);
  const held = await linesWithSecret(store, draft, marks);
  const edited = hearSecretInEdits(before, marks, (mid) => held.has(mid), isCommand);
  const marked = maskMarks(edited, asked);
  const changed = await applyMarks(store, draft, marked.marks);
  const { thread } = draft.conversation;
  const sensitive = [...kinds, ...marked.kinds];
  await answerTurn(tools, draft, work, { events, actions, changed, sensitive, now });
  const kept = work.evidence.filter(({ id }) => !work.dropped.includes(id));
  const alone = actions.filter(({ stored }) => stored.length === 0).map(({ text }) => text);
  const files = await coverEarlier(store, before.id, alone, { files: kept, now });
  return {
    ...draft.commitAt(now),
    turn: claim,
    settled,
    unpark: thread.holder === 'ours' && (before.thread !== thread || events.some(opensWindow)),
    cases: [
      ...work.cases.map((next) => ({ expectedVersion: null, next })),
      ...work.changedCases.map((next) => ({ expectedVersion: next.version - 1, next })),
    ],
    audit: work.audit,
    opinions: work.opinions,
    cancelTimers: work.cancelTimers,
    handoffs: work.handoffs,
    evidence: coverPapers(
      files.filter(({ id }) => !work.dropped.includes(id)),
      actions.map(({ text }) => text),
      now,
    ),
    dropEvidence: work.dropped,
    timers: [...work.timers, ...waitingTimers(tools, work, now)],
    unanswered: work.unanswered,
    live: [
      conversationEvent(ids.next(), before, draft.conversation, now),
      ...work.changedCases.map(
        ({ reference: subject }) => ({ id: ids.next(), at: now, topic: 'case', subject }) as const,
      ),
    ],
  };
}

/** The `mid`s of marked lines out of which a secret was taken, in one of their versions. */
async function linesWithSecret(
  store: TakeTurnTools['store'],
  draft: Draft,
  marks: readonly Mark[],
): Promise<ReadonlySet<string>> {
  const mids = marks.flatMap(({ kind, mid }) => (kind === 'edit' ? [mid] : []));
  if (mids.length === 0) return new Set();
  const stored = await store.messagesByMid(draft.conversation.id, mids);
  const versions = (line: ThreadMessage) => [
    wordsOf(line),
    ...(line.marks?.edits ?? []).map(({ text }) => text),
  ];
  return new Set(
    [...stored, ...draft.messages]
      .filter((line) => versions(line).some((text) => text.includes(WITHHELD)))
      .flatMap((line) => midOf(line) ?? []),
  );
}

/** Whoever begins to wait now is not forgotten. */
function waitingTimers({ promiseMinutes }: TakeTurnTools, { handoffs }: TurnWork, now: Instant) {
  if (promiseMinutes === undefined) return [];
  return handoffs
    .filter(({ status }) => status === 'pending')
    .map((handoff) => waitingTimer(handoff, now, promiseMinutes));
}

async function currentConversation(
  tools: TakeTurnTools,
  claim: TurnClaim,
  now: Instant,
): Promise<Conversation> {
  const known = await tools.store.conversation(claim.conversationId);
  if (known !== null) return known;
  const [event] = claim.events;
  return newConversation(claim.conversationId, event?.pageId ?? '', event?.psid ?? '', now);
}
