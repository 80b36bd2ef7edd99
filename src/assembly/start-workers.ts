import { createAside } from '../workers/aside.ts';
import type { Config } from '../config.ts';
import { assignWaiting } from '../conversation/waiting/assign-waiting.ts';
import { takeBackUnanswered } from '../conversation/waiting/assignment-timer.ts';
import { askWhenDue } from '../conversation/news/ask-opinion.ts';
import { handToHuman } from '../conversation/thread/hand-to-human.ts';
import { releaseReply } from '../conversation/agent/held-reply.ts';
import { learnNames } from '../conversation/turn/learn-names.ts';
import { takeNextTurn } from '../conversation/turn/take-turn.ts';
import { tellLater } from '../conversation/news/tell-later.ts';
import { handOverFiled } from '../conversation/answer/second-case.ts';
import { wakeWhenDue } from '../conversation/agent/snooze.ts';
import { remindOfWaiting } from '../conversation/waiting/waiting-timer.ts';
import type { PageGate } from '../delivery/page-gate.ts';
import { deliverNext } from '../delivery/worker.ts';
import type { Dialogs } from '../dialog/dialogs.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { LiveContent } from '../content/live-content.ts';
import { evidenceDownloader } from '../messenger/download.ts';
import { createPace } from '../workers/pace.ts';
import { endPageBlock } from './page-block.ts';
import { patientStore } from '../workers/patient-store.ts';
import type { Clock, Ids, Log, MessengerSender, Store } from '../ports.ts';
import { reachedAt } from './reached-at.ts';
import { fireNextTimer, type TimerHandlers } from '../timers/fire-next.ts';
import { understand } from '../understanding/understand.ts';
import { startWorkerLoop } from '../workers/worker-loop.ts';

const IDLE_MS = 500;
/** How long somebody waits at most who could be given to an agent at once. */
const ASSIGN_MS = 1_000;
/**
 * How many conversations are worked on at once. Turns share their commits to the disk and wait for
 * downloads; deliveries wait for Graph, which takes 300 texts a second from a Page.
 */
const LANES = { turn: 16, delivery: 48, timer: 4 } as const;

/** Turns that wait for somebody's file beside the lanes; each may hold the largest file four times. */
const MOST_FETCHING = 24;

export interface WorkerParts {
  readonly config: Config;
  readonly store: Store;
  readonly sender: MessengerSender;
  readonly gate: PageGate;
  readonly dialogs: Dialogs;
  readonly content: LiveContent;
  /** Timers that other parts of the program handle. */
  readonly timerHandlers: TimerHandlers;
  /** Address of this server as people reach it. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Takes turns, sends messages and fires timers until `stop`, which finishes what is in hand. */
export function startWorkers(parts: WorkerParts): { stop(): Promise<void> } {
  const { config, store, sender, gate, dialogs, clock, ids, log } = parts;
  const patient = patientStore(store, { clock, log });
  const fetching = createAside({ most: MOST_FETCHING, log });
  const names = learnNames({ store, sender, clock, ids, log });
  const turnTools = {
    ...turnParts(parts),
    store: patient,
    aside: (turn: Promise<void>) => fetching.take(turn),
    learnName: (conversation: Conversation) => names.learn(conversation),
  };
  const worker = (name: keyof typeof LANES, work: (found: () => void) => Promise<boolean>) =>
    startWorkerLoop(name, work, { lanes: LANES[name], idleMs: IDLE_MS, log });
  const pace = createPace();
  const turns = worker('turn', (found) =>
    takeNextTurn(turnTools, () => {
      found();
      return pace();
    }),
  );
  const deliveryTools = {
    store: patient,
    sender,
    gate,
    handToHuman: (...of: HandToHuman) => handToHuman({ store, clock, ids }, ...of),
    tellLater: (...of: TellLater) => tellLater(store, ...of),
    clock,
    ids,
    log,
    humanAgentGranted: config.FACEBOOK_HUMAN_AGENT === 'on',
  };
  const deliveries = worker('delivery', (found) => deliverNext(deliveryTools, found));
  const handlers = { ...talkTimers({ store, ids, dialogs, config }), ...parts.timerHandlers };
  const timers = worker('timer', (found) => fireNextTimer({ store, clock, log, handlers }, found));
  const assignments = startWorkerLoop('assign', () => assignWaiting({ store, clock, ids, log }), {
    ...{ lanes: 1, idleMs: ASSIGN_MS, log },
  });
  // A turn is due when the burst is over, not when its first message has come.
  const wakeTurns = () =>
    config.BURST_MS === 0
      ? turns.wake()
      : setTimeout(() => turns.wake(), config.BURST_MS + 1).unref();
  const endings = [
    store.onWork('intake', wakeTurns),
    store.onWork('outbox', () => deliveries.wake()),
    store.onLiveEvent(({ topic }) => {
      if (topic === 'page') deliveries.wake();
    }),
  ];
  return {
    async stop() {
      const turnsEnded = turns.stop().then(() => fetching.settled());
      await Promise.all([
        turnsEnded.then(() => names.stop()),
        deliveries.stop(),
        timers.stop(),
        assignments.stop(),
      ]);
      for (const end of endings) end();
    },
  };
}

type Behind<Of> = Of extends [unknown, ...infer Rest] ? Rest : never;
type HandToHuman = Behind<Parameters<typeof handToHuman>>;
type TellLater = Behind<Parameters<typeof tellLater>>;

function turnParts({
  config,
  store,
  sender,
  dialogs,
  content,
  publicUrl,
  clock,
  ids,
  log,
}: WorkerParts) {
  const address = reachedAt(config);
  return {
    engine: dialogs,
    privacyPage: `${publicUrl}/privacy`,
    // The secret stands behind the #, which browsers send to nobody.
    trackPage: (reference: string, secret: string) =>
      `${publicUrl}/track?ref=${reference}#secret=${secret}`,
    trackPicture: (reference: string) =>
      address === null ? null : `${address}/track/qr/${reference}.png`,
    idleDays: config.RETENTION_DAYS.idle,
    understand: (text: string) => understand(text, content.current.classifier, clock.now()),
    download: evidenceDownloader({
      hosts: config.EVIDENCE_HOSTS,
      maxBytes: config.EVIDENCE_MAX_BYTES,
      files: store.files,
    }),
    sender,
    appId: config.FACEBOOK_APP_ID ?? null,
    promiseMinutes: config.HANDOFF_PROMISE_MINUTES,
    clock,
    ids,
    log,
  };
}

/** Timers of talks: questions after a case was closed, held replies, people who wait. */
function talkTimers(of: {
  readonly store: Store;
  readonly ids: Ids;
  readonly dialogs: Dialogs;
  readonly config: Pick<Config, 'HANDOFF_PROMISE_MINUTES'>;
}): TimerHandlers {
  const { store, ids, dialogs } = of;
  const promiseMinutes = of.config.HANDOFF_PROMISE_MINUTES;
  const tools = { store, ids, phrase: dialogs.phrase.bind(dialogs) };
  return {
    ask_satisfaction: (timer, now) => askWhenDue(tools, timer, now),
    ask_solved: (timer, now) => askWhenDue(tools, timer, now),
    end_page_block: endPageBlock,
    send_reply: (timer, now) => releaseReply({ store, ids }, timer, now),
    handoff_waiting: (timer, now) => remindOfWaiting(tools, timer, now),
    second_matter: (timer, now) => handOverFiled({ store, ids, promiseMinutes }, timer, now),
    end_snooze: (timer, now) => wakeWhenDue({ store, ids }, timer, now),
    assignment_unanswered: (timer, now) => takeBackUnanswered({ store, ids }, timer, now),
  };
}
