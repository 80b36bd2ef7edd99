/** The one place that builds every adapter and joins them. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { askWhenDue } from './conversation/ask-opinion.ts';
import type { NewsTools } from './conversation/case-news.ts';
import { takeNextTurn } from './conversation/take-turn.ts';
import { remindOfWaiting } from './conversation/waiting-timer.ts';
import { handToHuman } from './conversation/hand-to-human.ts';
import { releaseReply } from './conversation/held-reply.ts';
import { learnNames } from './conversation/learn-names.ts';
import { tellLater } from './conversation/tell-later.ts';
import { PageGate } from './delivery/page-gate.ts';
import type { Conversation } from './domain/conversation.ts';
import { deliverNext, type DeliveryOptions } from './delivery/worker.ts';
import { Dialogs } from './dialog/dialogs.ts';
import { DialogEngine } from './dialog/engine.ts';
import { createAside } from './aside.ts';
import { ensureAdmin } from './first-admin.ts';
import { createApp } from './app.ts';
import type { Content } from './content.ts';
import { openContent } from './live-content.ts';
import type { Instant } from './domain/ids.ts';
import type { Timer } from './domain/timer.ts';
import { evidenceDownloader } from './messenger/download.ts';
import { MessengerAdapter } from './messenger/facebook-adapter.ts';
import { GraphClient } from './messenger/graph-client.ts';
import { connectPage } from './messenger/page-connection.ts';
import { PROFILE } from './messenger/profile.ts';
import { messengerSender } from './messenger/sender.ts';
import { auditSubscriptions } from './messenger/subscription-audit.ts';
import { threadControl } from './messenger/thread-control.ts';
import { createMetrics } from './metrics.ts';
import { openStore } from './open-store.ts';
import type { Clock, Ids, Log, Store } from './ports.ts';
import { createPace } from './pace.ts';
import { blockedSince, endPageBlock, tellOfPolicy } from './page-block.ts';
import { appSecrets, pageSettings, statusTemplate } from './page-settings.ts';
import { pageRoutes } from './pages.ts';
import { patientStore } from './patient-store.ts';
import { buildReferring } from './referring.ts';
import { usesSimulator, withSimulatedPage } from './simulated-page.ts';
import { inServerSimulator } from './simulator/in-server.ts';
import { watchSubscriptions, type SubscriptionWatch } from './subscription-watch.ts';
import { privacyParts } from './privacy-parts.ts';
import { startSweeping } from './sweeping.ts';
import { fireNextTimer, type TimerHandlers } from './timers/fire-next.ts';
import { understand } from './understanding/understand.ts';
import { startWorkerLoop, type WorkerLoop } from './worker-loop.ts';

export interface Running {
  readonly url: string;
  readonly store: Store;
  /** Whether the simulator takes Facebook's place. */
  readonly simulated: boolean;
  /** Shown once, at the very first start. */
  readonly adminPassword: string | null;
  stop(): Promise<void>;
}

const IDLE_MS = 500;
/**
 * How many conversations are worked on at once. Turns share their commits to the disk and wait for
 * downloads; deliveries wait for Graph, which takes 300 texts a second from a Page.
 */
const LANES = { turn: 16, delivery: 48, timer: 4 } as const;

/** Turns that wait for somebody's file beside the lanes; each may hold the largest file four times. */
const MOST_FETCHING = 24;

/** Starts everything that the configuration asks for; `stop` finishes what is in hand. */
export async function start(options: {
  readonly config: Config;
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Promise<Running> {
  const { folder, clock, ids } = options;
  const content = openContent({ folder, models: join(options.config.DATA_DIR, 'models') });
  const store = await openStore(options.config, { ids, clock });
  let subscription: SubscriptionWatch | null = null;
  const metrics = createMetrics(options.log, store, () => {
    const status = subscription?.status.status ?? 'unchecked';
    return status === 'unchecked' ? null : status === 'ok';
  });
  const { log } = metrics;
  const adminPassword = await ensureAdmin(store, options.config, clock, ids);
  const blockedAt = await blockedSince(store);
  const server = createServer();
  const url = await listen(server, options.config);
  const simulated = usesSimulator(options.config);
  const config = simulated ? withSimulatedPage(options.config, url) : options.config;
  const pageId = config.FACEBOOK_PAGE_ID ?? '0';
  const humanAgentGranted = config.FACEBOOK_HUMAN_AGENT === 'on';
  const secrets = appSecrets(config);
  const adapter = new MessengerAdapter({ pageId });
  const graph = new GraphClient({
    url: config.FACEBOOK_GRAPH_URL,
    version: config.FACEBOOK_GRAPH_VERSION,
    token: config.FACEBOOK_ACCESS_TOKEN ?? '',
    secret: secrets[0] ?? '',
    now: () => clock.now(),
  });
  const sender = messengerSender({ graph, adapter, pageId, log });
  const engineFor = ({ flows, faq }: Content) =>
    new DialogEngine({ flows, adapter, knowledge: faq });
  const dialogs = new Dialogs(engineFor(content.current));
  content.follow(log, (changed) => dialogs.renew(engineFor(changed)));
  const workers = patientStore(store, { clock, log });
  const fetching = createAside({ most: MOST_FETCHING, log });
  const names = learnNames({ store, sender, clock, ids, log });
  const turnTools = {
    store: workers,
    engine: dialogs,
    privacyPage: `${config.PUBLIC_URL ?? url}/privacy`,
    // The secret stands behind the #, which browsers send to nobody.
    trackPage: (reference: string, secret: string) =>
      `${config.PUBLIC_URL ?? url}/track?ref=${reference}#secret=${secret}`,
    idleDays: config.RETENTION_DAYS.idle,
    understand: (text: string) => understand(text, content.current.classifier, clock.now()),
    download: evidenceDownloader({
      hosts: config.EVIDENCE_HOSTS,
      maxBytes: config.EVIDENCE_MAX_BYTES,
      files: store.files,
    }),
    aside: (turn: Promise<void>) => fetching.take(turn),
    sender,
    learnName: (conversation: Conversation) => names.learn(conversation),
    appId: config.FACEBOOK_APP_ID ?? null,
    promiseMinutes: config.HANDOFF_PROMISE_MINUTES,
    clock,
    ids,
    log,
  };
  const worker = (
    name: keyof typeof LANES,
    work: (found: () => void) => Promise<boolean>,
  ): WorkerLoop => startWorkerLoop(name, work, { lanes: LANES[name], idleMs: IDLE_MS, log });
  const pace = createPace();
  const works = config.ROLE !== 'web';
  const turns = works
    ? worker('turn', (found) =>
        takeNextTurn(turnTools, () => {
          found();
          return pace();
        }),
      )
    : null;
  const gate = new PageGate(log);
  if (blockedAt !== null) gate.block(blockedAt);
  const deliveryTools: DeliveryOptions = {
    store: workers,
    sender,
    gate,
    handToHuman: (id, reason) => handToHuman({ store, clock, ids }, id, reason),
    tellLater: (id, reference) => tellLater(store, id, reference),
    clock,
    ids,
    log,
    humanAgentGranted,
  };
  const deliveries = works
    ? worker('delivery', (found) => deliverNext(deliveryTools, found))
    : null;
  const askWhenTimeHasCome = (timer: Timer, now: Instant) => {
    const phrase: NewsTools['phrase'] = (name, language, slots) =>
      dialogs.phrase(name, language, slots);
    return askWhenDue({ store, ids, phrase }, timer, now);
  };
  const publicUrl = config.PUBLIC_URL ?? url;
  const privacy = privacyParts({ config, store, secrets, pageId, publicUrl, clock, ids, log });
  const { referring, handlers: referralHandlers } = buildReferring({
    ...{ config, store, clock, ids, url },
    agencies: () => content.current.agencies,
  });
  const timerHandlers: TimerHandlers = {
    ask_satisfaction: askWhenTimeHasCome,
    ask_solved: askWhenTimeHasCome,
    end_page_block: endPageBlock,
    ...privacy.timerHandlers,
    ...referralHandlers,
    send_reply: (timer, now) => releaseReply({ store, ids }, timer, now),
    handoff_waiting: (timer, now) =>
      remindOfWaiting({ store, ids, phrase: dialogs.phrase.bind(dialogs) }, timer, now),
  };
  const timers = works
    ? worker('timer', (found) =>
        fireNextTimer({ store, clock, log, handlers: timerHandlers }, found),
      )
    : null;
  const sweeping = works ? startSweeping({ store: privacy, clock, log }) : null;
  if (works && !simulated) {
    const connection = connectPage(pageSettings(config, () => clock.now()));
    subscription = watchSubscriptions({ audit: () => auditSubscriptions(connection), log });
  }
  // A turn is due when the burst is over, not when its first message has come.
  const wakeTurns = () =>
    config.BURST_MS === 0
      ? turns?.wake()
      : setTimeout(() => turns?.wake(), config.BURST_MS + 1).unref();
  const endings = [
    store.onWork('intake', wakeTurns),
    store.onWork('outbox', () => deliveries?.wake()),
    store.onLiveEvent(({ topic, subject }) => {
      if (topic !== 'page') return;
      if (subject === 'block') gate.block(clock.now());
      if (subject === 'unblock') gate.unblock();
      deliveries?.wake();
    }),
  ];
  const pages = pageRoutes(folder, { simulator: simulated });
  const simulator = simulated
    ? inServerSimulator({
        serverUrl: url,
        pageId,
        appId: config.FACEBOOK_APP_ID ?? '',
        appSecret: secrets[0] ?? '',
        accessToken: config.FACEBOOK_ACCESS_TOKEN ?? '',
        profile: PROFILE,
      })
    : null;
  server.on(
    'request',
    createApp({
      measured: metrics.routes,
      open: [pages, ...privacy.routes, ...(simulator === null ? [] : [simulator.router])],
      store,
      clock,
      ids,
      log,
      threadControl: threadControl({ graph, pageId, log }),
      timeZone: config.TIMEZONE,
      phrase: (name, language, slots) => dialogs.phrase(name, language, slots),
      statusTemplate: statusTemplate(config),
      replies: {
        canned: () => content.current.replies,
        suggest: (text, language) => content.current.faq.suggest(text, language, 3),
      },
      undoMs: config.REPLY_UNDO_SECONDS * 1000,
      referring,
      sessionSecret: config.SESSION_SECRET ?? '',
      humanAgentGranted,
      secrets,
      verifyToken: config.FACEBOOK_VERIFY_TOKEN ?? randomBytes(16).toString('hex'),
      burstMs: config.BURST_MS,
      pageId,
      onPolicy: (action) => void tellOfPolicy(store, { clock, ids, log }, action),
      sending: () => gate.stopped?.reason ?? 'ok',
      ...(subscription !== null && { subscription: () => subscription.status }),
      content: () => content.status,
    }),
  );
  return {
    url,
    store,
    simulated,
    adminPassword,
    async stop() {
      simulator?.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([
        closed,
        turns
          ?.stop()
          .then(() => fetching.settled())
          .then(() => names.stop()),
        deliveries?.stop(),
        timers?.stop(),
        sweeping?.stop(),
        subscription?.stop(),
        content.close(),
      ]);
      for (const end of endings) end();
      await store.close();
    },
  };
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
