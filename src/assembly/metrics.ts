import express, { type Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Log, LogFields, Store } from '../ports.ts';

/** Upper bounds in seconds: an acknowledgement takes milliseconds, Meta gives up after five seconds. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

export interface Metrics {
  /** A log that also counts its events by name and level; nothing of their fields is kept. */
  readonly log: Log;
  /** `GET /metrics` for Prometheus, and the timing of every request that comes after it. */
  readonly routes: Router;
}

/** What an operator watches: queues, events, request times, memory. Labels never carry ids. */
export function createMetrics(
  log: Log,
  store: Pick<Store, 'backlog'>,
  /** Whether Facebook sends us everything; null: not known. */
  subscribed: () => boolean | null = () => null,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const events = new Counter({
    name: 'desk_events_total',
    help: 'Events that were logged, by name and level.',
    labelNames: ['event', 'level'],
    registers,
  });
  const duration = new Histogram({
    name: 'desk_http_request_seconds',
    help: 'Time from the request to the end of the answer.',
    labelNames: ['method', 'area', 'status'],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: 'desk_backlog',
    help: 'What waits in the store: intake events, outbox messages, parked messages.',
    labelNames: ['queue'],
    registers,
    async collect() {
      for (const [queue, count] of Object.entries(await store.backlog())) {
        this.set({ queue }, count);
      }
    },
  });
  new Gauge({
    name: 'desk_page_subscribed',
    help: '1 while app and Page are subscribed to every event, 0 when not, NaN while that is not known.',
    registers,
    collect() {
      const known = subscribed();
      this.set(known === null ? NaN : Number(known));
    },
  });

  const routes = express.Router();
  routes.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  routes.use((request, response, next) => {
    const stop = duration.startTimer({ method: request.method, area: areaOf(request.path) });
    response.on('finish', () => stop({ status: `${Math.floor(response.statusCode / 100)}xx` }));
    next();
  });
  const counted = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    events.inc({ event, level });
    log[level](event, fields);
  };
  return {
    log: { info: counted('info'), warn: counted('warn'), error: counted('error') },
    routes,
  };
}

/** The first part of a known path; never an id. */
function areaOf(path: string): string {
  const area =
    /^\/(webhook|api\/[a-z]+|desk|track|privacy|simulator|studio|assets|healthz|readyz)\b/.exec(
      path,
    );
  return area?.[1] ?? 'other';
}
