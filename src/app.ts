import express, { type Express, type Router } from 'express';
import helmet from 'helmet';
import { deskRoutes } from './desk/routes.ts';
import { problemHandler } from './http/problem.ts';
import { requireStaff, sessionRoutes } from './http/sessions.ts';
import { webhookRoutes } from './messenger/webhook.ts';
import type { Clock, Ids, Log, Store } from './ports.ts';
import { trackingRoutes } from './tracking/routes.ts';

/** The HTTP side, in order: health, metrics and pages, webhook, public, sessions, staff. */
export function createApp(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly secrets: readonly string[];
  readonly verifyToken: string;
  readonly burstMs: number;
  /** Metrics, pages and, where it is on, the simulator. */
  readonly open: readonly Router[];
}): Express {
  const { store, clock, ids, log } = options;
  const app = express();
  app.disable('x-powered-by');
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
      response.json({ status: 'ok', engine: store.engine, backlog: await store.backlog() });
    } catch (error) {
      log.error('store.check_failed', { error });
      response.status(503).json({ status: 'store_failed' });
    }
  });
  app.use(...options.open, webhookRoutes(options));
  app.use(trackingRoutes(store));
  app.use(sessionRoutes({ store, clock }));
  app.use('/api', requireStaff({ store, clock }), deskRoutes({ store, clock, ids }));
  app.use(problemHandler(log));
  return app;
}
