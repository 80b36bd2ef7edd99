/** The one place that builds every adapter and joins them. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { PageGate } from './delivery/page-gate.ts';
import { Dialogs } from './dialog/dialogs.ts';
import { DialogEngine } from './dialog/engine.ts';
import { ensureAdmin } from './assembly/first-admin.ts';
import { createApp } from './app.ts';
import type { Content } from './content/content.ts';
import { openContent } from './content/live-content.ts';
import { MessengerAdapter } from './messenger/facebook-adapter.ts';
import { GraphClient } from './messenger/graph-client.ts';
import { connectPage } from './messenger/page-connection.ts';
import { PROFILE } from './messenger/profile.ts';
import { messengerSender } from './messenger/sender.ts';
import { auditSubscriptions } from './messenger/subscription-audit.ts';
import { threadControl } from './messenger/thread-control.ts';
import { createMetrics } from './assembly/metrics.ts';
import { openStore } from './assembly/open-store.ts';
import type { Clock, Ids, Log, Store } from './ports.ts';
import { blockedSince, tellOfPolicy } from './assembly/page-block.ts';
import { appSecrets, pageSettings, statusTemplate } from './assembly/page-settings.ts';
import { pageRoutes } from './assembly/pages.ts';
import { trackPageOf } from './assembly/reached-at.ts';
import { buildReceipts } from './assembly/receipting.ts';
import { qrPicture } from './receipts/qr.ts';
import { buildReferring } from './assembly/referring.ts';
import { usesSimulator, withSimulatedPage } from './assembly/simulated-page.ts';
import { inServerSimulator } from './simulator/in-server.ts';
import { watchSubscriptions, type SubscriptionWatch } from './assembly/subscription-watch.ts';
import { privacyParts } from './assembly/privacy-parts.ts';
import { startWorkers } from './assembly/start-workers.ts';
import { startSweeping } from './assembly/sweeping.ts';
import { understand } from './understanding/understand.ts';

const KEEP_ALIVE_MS = 75_000;
/** Connections that may wait to be taken: after a restart every desk comes back in the same second. */
const BACKLOG = 4_096;

export interface Running {
  readonly url: string;
  readonly store: Store;
  /** Whether the simulator takes Facebook's place. */
  readonly simulated: boolean;
  /** Shown once, at the very first start. */
  readonly adminPassword: string | null;
  stop(): Promise<void>;
}

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
  const receipts = await buildReceipts({ config: options.config, store, clock, ids, log });
  const blockedAt = await blockedSince(store);
  // Longer than the pauses of a desk, and than most proxies keep theirs: an idle connection that is
  // closed under a question costs the person the making of a new one.
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
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
  const sender = messengerSender({ graph, adapter, pageId, files: store.files, log });
  const engineFor = ({ flows, faq }: Content) =>
    new DialogEngine({ flows, adapter, knowledge: faq });
  const dialogs = new Dialogs(engineFor(content.current));
  content.follow(log, (changed) => dialogs.renew(engineFor(changed)));
  const gate = new PageGate(log);
  if (blockedAt !== null) gate.block(blockedAt);
  const publicUrl = config.PUBLIC_URL ?? url;
  const privacy = privacyParts({ config, store, secrets, pageId, publicUrl, clock, ids, log });
  const { referring, handlers: referralHandlers } = buildReferring({
    ...{ config, store, clock, ids, url },
    agencies: () => content.current.agencies,
  });
  const endHearing = store.onLiveEvent(({ topic, subject }) => {
    if (topic !== 'page') return;
    if (subject === 'block') gate.block(clock.now());
    if (subject === 'unblock') gate.unblock();
  });
  const works = config.ROLE !== 'web';
  const timerHandlers = { ...privacy.timerHandlers, ...referralHandlers };
  const workers = works
    ? startWorkers({
        ...{ config, store, sender, gate, dialogs, content, timerHandlers, publicUrl },
        ...{ clock, ids, log },
      })
    : null;
  const sweeping = works ? startSweeping({ store: privacy, clock, log }) : null;
  if (works && !simulated) {
    const connection = connectPage(pageSettings(config, () => clock.now()));
    subscription = watchSubscriptions({ audit: () => auditSubscriptions(connection), log });
  }
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
      matters: {
        formOf: (type) => content.current.flows.find(({ id }) => id === type) ?? null,
        understand: (text) => understand(text, content.current.classifier, clock.now()),
      },
      undoMs: config.REPLY_UNDO_SECONDS * 1000,
      promiseMs: config.HANDOFF_PROMISE_MINUTES * 60_000,
      referring,
      receipts,
      trackPage: trackPageOf(config),
      qrPicture,
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
        workers?.stop(),
        sweeping?.stop(),
        subscription?.stop(),
        content.close(),
      ]);
      endHearing();
      await store.close();
    },
  };
}

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: config.PORT, host: config.HOST, backlog: BACKLOG }, () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}
