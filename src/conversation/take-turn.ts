import { isStored } from '../domain/evidence.ts';
import { newConversation, type Conversation } from '../domain/conversation.ts';
import { handoffId, type Instant } from '../domain/ids.ts';
import type { IntakeEvent } from '../domain/intake-event.ts';
import { holdLease, LEASE_MS } from '../leases/hold-lease.ts';
import type {
  Change,
  Clock,
  EvidenceDownloader,
  Log,
  MessengerSender,
  TurnClaim,
} from '../ports.ts';
import { answerEdit } from './answer-edit.ts';
import { applyMarks } from './apply-marks.ts';
import { answer, answerWhileWaiting, openByLink, speak, type AnswerTools } from './answer.ts';
import { tellUntold } from './case-news.ts';
import { Draft } from './draft.ts';
import { askAgain } from './failed-files.ts';
import { readEcho } from './echo.ts';
import { followThread } from './follow-thread.ts';
import { joinActions, midOf, readAction, type PersonAction } from './inputs.ts';
import { contentOf, fetchFiles, type Received } from './received.ts';
import { readMark } from './read-mark.ts';
import { refOf } from './referral.ts';
import { requestHandoff } from './request-handoff.ts';
import { sortOutCopies } from './seen-before.ts';
import { showPresence } from './show-presence.ts';
import { threadNews } from './thread-news.ts';
import { giveToLastCase } from './turn-evidence.ts';
import { keepHandoff, type TurnWork } from './turn-work.ts';

export interface TakeTurnTools extends AnswerTools {
  readonly download: EvidenceDownloader;
  readonly sender: Pick<MessengerSender, 'signal' | 'profileName'>;
  /** Our app's number; without it an echo with our kind of metadata counts as ours. */
  readonly appId: string | null;
  /**
   * Takes a turn over that has files to fetch, and resolves when the lane may go on to others: a
   * slow file holds nobody else up. Without it the lane waits.
   */
  readonly aside?: (turn: Promise<void>) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** For all files of a turn together; well within the lease. */
const FETCHING_MS = 60_000;

const MOST_CONFLICTS = 5;
const OPENS_WINDOW = ['utterance', 'postback', 'referral'];
const SEEN_TO_OPEN = ['message', 'postback', 'referral'];

/**
 * Takes the turn of one conversation that is due: fetches files, lets the bot answer if it holds
 * the conversation, and commits everything at once.
 * @param found called as soon as a turn is claimed: there may be more for others. The turn goes on
 * when what it returns has resolved.
 * @returns false when no turn was due
 */
export async function takeNextTurn(
  tools: TakeTurnTools,
  found: () => Promise<void> | void = () => {},
): Promise<boolean> {
  const { store, clock, log } = tools;
  const claimedAt = clock.now();
  const claim = await store.claimTurn({ now: claimedAt, leaseMs: LEASE_MS });
  if (claim === null) return false;
  await found();
  const actions = claim.events.flatMap((event) => readAction(event) ?? []);
  const extend = (until: Instant) => store.extendTurn(claim, until);
  const turn = holdLease({ claimedAt, extend, clock, log }, () =>
    takeTurn(tools, claim, actions),
  ).catch(async (error: unknown) => {
    log.error('turn.failed', { conversation: claim.conversationId, attempt: claim.attempt, error });
    const wait = Math.min(600_000, 1_000 * 2 ** claim.attempt);
    await store.abandonTurn(claim, clock.now() + wait);
  });
  const fetches = actions.some(({ attachments }) => attachments.length > 0);
  await (fetches && tools.aside !== undefined ? tools.aside(turn) : turn);
  return true;
}

async function takeTurn(
  tools: TakeTurnTools,
  claim: TurnClaim,
  actions: readonly PersonAction[],
): Promise<void> {
  const psid = claim.events[0]?.psid ?? null;
  const answers = psid !== null && actions.some(({ standby }) => !standby);
  const endPresence = answers ? showPresence(tools, claim.conversationId, psid) : () => {};
  try {
    await decideAndCommit(tools, claim, actions);
  } finally {
    endPresence();
  }
}

async function decideAndCommit(
  tools: TakeTurnTools,
  claim: TurnClaim,
  actions: readonly PersonAction[],
): Promise<void> {
  const { store, log } = tools;
  const received: Received[] = [];
  const budget = AbortSignal.timeout(FETCHING_MS);
  for (const action of actions) {
    received.push(await fetchFiles(tools, claim.conversationId, action, budget));
  }
  for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
    const change = await decide(tools, claim, received);
    const result = await store.commit(change);
    if (result.status === 'committed') {
      log.info('turn.committed', {
        conversation: claim.conversationId,
        events: claim.events.length,
        replies: change.outbox?.length ?? 0,
      });
      return;
    }
    log.info('turn.repeated', { conversation: claim.conversationId, result: result.status });
    if (result.status === 'fenced') return;
  }
  throw new Error('The turn met a conflict at every try.');
}

/** Decides everything anew from what is stored now: a repeated turn repeats nothing outside. */
async function decide(
  tools: TakeTurnTools,
  claim: TurnClaim,
  received: readonly Received[],
): Promise<Change> {
  const { clock, ids } = tools;
  const now = clock.now();
  const before = await currentConversation(tools, claim, now);
  const draft = new Draft(before, () => ids.next());
  const work: TurnWork = { cases: [], handoffs: [], evidence: [], unanswered: [] };
  const settled: NonNullable<Change['settled']>[number][] = [];
  const { actions, doubled } = await sortOutCopies(
    tools.store,
    before.id,
    received,
    before.thread.since !== null,
  );
  for (const event of claim.events) {
    if (event.kind === 'echo') {
      const echo = readEcho(event, tools.appId);
      if (echo.status === 'ours') {
        settled.push({ id: echo.id, outcome: { status: 'sent', at: event.at, mid: echo.mid } });
      } else if (echo.status === 'elsewhere') {
        draft.addMirrored(echo.text, event.at, echo.mid);
        pauseBot(tools, draft, work, now);
      }
    }
    const news = doubled.has(midOf(event) ?? '') ? null : threadNews(event, tools.appId);
    if (news !== null) {
      await followThread(tools, draft, work.handoffs, { news, at: event.at, now });
    }
    const ref = refOf(event);
    if (ref !== null && event.at >= (draft.conversation.origin?.at ?? 0)) {
      draft.update({ origin: { ref, at: event.at } });
    }
    if (opensWindow(event)) {
      const opened = draft.conversation.windowOpenedAt ?? 0;
      draft.update({ windowOpenedAt: Math.max(opened, event.at) });
    }
  }
  for (const action of actions) {
    const { id, standby, replyTo } = action;
    draft.addIncoming(contentOf(action), action.at, action.mid, { id, standby, replyTo });
    work.evidence.push(...action.stored.map(({ evidence }) => evidence));
  }
  const marks = claim.events.flatMap((event) => readMark(event) ?? []);
  const changed = await applyMarks(tools.store, draft, marks);
  const { thread } = draft.conversation;
  if (thread.holder === 'ours' && claim.events.some(opensWindow)) {
    const phrase = tools.engine.phrase.bind(tools.engine);
    await tellUntold({ store: tools.store, ids, phrase }, draft, now);
  }
  const heard = thread.holder === 'ours' ? standing(draft, actions) : [];
  let waiting = draft.conversation.control.holder === 'queue';
  for (const group of joinActions(heard)) {
    const { holder } = draft.conversation.control;
    if (holder === 'agent') break;
    if (holder === 'queue') {
      if (waiting) {
        await answerWhileWaiting(tools, draft, group, now);
        askAgain(tools, draft, work, group, now);
      }
      continue;
    }
    await answer(tools, draft, work, group, now);
    waiting = false;
  }
  const ref = claim.events
    .filter(({ kind }) => kind === 'referral' || kind === 'utterance')
    .flatMap((event) => refOf(event) ?? [])
    .at(-1);
  if (
    ref !== undefined &&
    thread.holder === 'ours' &&
    draft.conversation.control.holder === 'bot'
  ) {
    await openByLink(tools, draft, work, ref, now);
  }
  if (actions.length === 0 && thread.holder === 'ours') {
    await answerEdit(tools, draft, work, changed, now);
  }
  if (draft.conversation.control.holder !== 'bot' && work.cases.length === 0) {
    giveToLastCase(draft, work);
    // While nobody has taken over yet, a file that was promised for later is at least seen to arrive.
    if (waiting && hasFile(heard) && draft.conversation.caseReferences.length > 0) {
      speak(tools, draft, 'evidence_added', now);
    }
  }
  return {
    ...draft.commitAt(now),
    turn: claim,
    settled,
    unpark:
      thread.holder === 'ours' && (before.thread !== thread || claim.events.some(opensWindow)),
    cases: work.cases.map((next) => ({ expectedVersion: null, next })),
    handoffs: work.handoffs,
    evidence: work.evidence,
    unanswered: work.unanswered,
    live: [{ id: ids.next(), at: now, topic: 'conversation', subject: claim.conversationId }],
  };
}

/** What is to be answered: in the words that stand now, and nothing that was taken back already. */
function standing(draft: Draft, actions: readonly Received[]): Received[] {
  return actions.flatMap((action) => {
    const marks = draft.messages.find(({ id }) => id === action.id)?.marks;
    if (action.standby || (marks?.takenBackAt ?? null) !== null) return [];
    return [{ ...action, text: marks?.edits.at(-1)?.text ?? action.text }];
  });
}

/** Also what we only saw: the person did act. Taking a reaction away is none of Meta's actions. */
function opensWindow(event: IntakeEvent): boolean {
  const { kind, raw } = event;
  const opens = (name: string) => raw[name] !== undefined;
  const mark = readMark(event);
  if (mark !== null) return mark.kind === 'reaction' && mark.name !== null;
  return OPENS_WINDOW.includes(kind) || (kind === 'standby' && SEEN_TO_OPEN.some(opens));
}

function hasFile(actions: readonly Received[]): boolean {
  return actions.some(({ stored }) => stored.some(({ evidence }) => isStored(evidence)));
}

/** Somebody answered in Business Suite or another app: the bot is silent until an agent gives back. */
function pauseBot(tools: TakeTurnTools, draft: Draft, work: TurnWork, now: Instant): void {
  if (draft.conversation.control.holder !== 'bot') return;
  const id = handoffId(tools.ids.next());
  keepHandoff(work, requestHandoff(draft, id, 'answered_elsewhere', now));
  draft.addNotice({ kind: 'answered_elsewhere' }, now);
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
