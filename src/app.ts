import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import type { ReplyHelp } from './desk/conversations/reply-help.ts';
import { agencyApi } from './agency/routes.ts';
import { caseNews, type NewsTools } from './conversation/news/case-news.ts';
import type { CardTools } from './conversation/agent/matter-card.ts';
import { deskApi } from './desk/routes.ts';
import { openApi } from './http/openapi.ts';
import { noSuchRoute, problemHandler } from './http/problem.ts';
import { accountApi } from './accounts/routes.ts';
import { sessionApi } from './http/sessions.ts';
import type { ContentStatus } from './content/live-content.ts';
import { webhookRoutes } from './messenger/webhook.ts';
import type { Clock, Ids, Log, Receipts, Store, ThreadControl } from './ports.ts';
import type { Referring } from './assembly/referring.ts';
import type { SubscriptionStatus } from './assembly/subscription-watch.ts';
import { qrRoutes } from './tracking/qr-routes.ts';
import { receiptKeyRoutes } from './tracking/receipt-keys.ts';
import { trackingApi } from './tracking/routes.ts';

/** The HTTP side, in order: metrics, webhook, health, pages, public, sessions, staff. */
export function createApp(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Asks Facebook which app may write to a person, and changes it. */
  readonly threadControl: ThreadControl;
  /** Time zone of the dates that pages show. */
  readonly timeZone: string;
  /** Whether Meta granted the Human Agent feature to this app. */
  readonly humanAgentGranted: boolean;
  /** How long a reply is held back and may be withdrawn, in milliseconds. */
  readonly undoMs: number;
  readonly replies: ReplyHelp;
  /** The forms and the reading of stories, as they stand now. */
  readonly matters: CardTools['matters'];
  /** The bubbles of one of the dialogs' shared texts. */
  readonly phrase: NewsTools['phrase'];
  readonly statusTemplate?: NewsTools['statusTemplate'];
  /** Agencies, mail and bundles. */
  readonly referring: Referring;
  readonly receipts: Receipts;
  /** A link as a PNG. */
  readonly qrPicture: (link: string) => Promise<Buffer>;
  /** Page where a case is looked up, as people reach it; null: there is none. */
  readonly trackPage: string | null;
  /** How soon people who wait are promised an answer, in milliseconds. */
  readonly promiseMs: number;
  readonly sessionSecret: string;
  readonly secrets: readonly string[];
  readonly verifyToken: string;
  readonly burstMs: number;
  /** Our Page; what comes for another one is kept and never acted on. Null: any. */
  readonly pageId: string | null;
  readonly onPolicy?: (action: 'block' | 'unblock') => void;
  /** `ok`, or why nothing can be sent to consumers now. */
  readonly sending?: () => string;
  /** Whether Facebook sends us everything of the Page; missing where that is not looked at. */
  readonly subscription?: () => SubscriptionStatus;
  /** Whether the dialog and knowledge files in use are the ones on disk. */
  readonly content?: () => ContentStatus;
  /** Times whatever comes after it. */
  readonly measured?: Router;
  /** Pages and, where it is on, the simulator. */
  readonly open: readonly Router[];
}): Express {
  const { store, log } = options;
  const app = express();
  app.disable('x-powered-by');
  // A proxy on this machine or network says who asks and whether it was over HTTPS.
  app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  if (options.measured !== undefined) app.use(options.measured);
  // Before all others: it is called the most, and needs nothing of what protects pages.
  app.use(webhookRoutes(options));
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { upgradeInsecureRequests: null, imgSrc: ["'self'", 'data:', 'blob:'] },
      },
    }),
  );
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    try {
      await store.check();
      // A stopped Page is no reason to turn the webhook away: what comes in is kept all the same.
      response.json({
        status: 'ok',
        engine: store.engine,
        backlog: await store.backlog(),
        sending: options.sending?.() ?? 'ok',
        subscription: options.subscription?.() ?? { status: 'unchecked' },
        content: options.content?.() ?? { status: 'ok' },
        receipts: { key: await options.receipts.keyState() },
      });
    } catch (error) {
      log.error('store.check_failed', { error });
      response.status(503).json({ status: 'store_failed' });
    }
  });
  app.use(receiptKeyRoutes(options.receipts));
  app.use(qrRoutes(options));
  for (const router of options.open) app.use(router);
  const agencies = agencyApi({
    ...options,
    ...options.referring,
    secret: options.sessionSecret,
    news: (changed, now) => caseNews(options, changed, now),
  });
  const apis = [
    agencies,
    trackingApi({ ...options, agencies: options.referring.agencies }),
    sessionApi(options),
    accountApi(options),
    deskApi(options),
  ];
  app.use(...[...apis, openApi({ timeZone: options.timeZone, apis })].map(({ router }) => router));
  app.use('/api', noSuchRoute);
  app.use(problemHandler(log));
  return app;
}
