import express, { type Request, type Response, type Router } from 'express';
import { timingSafeEqual } from 'node:crypto';
import type { Clock, Ids, IntakeStore, Log } from '../ports.ts';
import type { IntakeEvent } from '../domain/intake-event.ts';
import { readWebhook } from './events.ts';
import { logNotice, pageNotice } from './page-notices.ts';
import { checkSignature } from './signature.ts';

/** Meta batches up to 1,000 updates in one body. */
const BODY_LIMIT = '2mb';

export interface WebhookOptions {
  readonly store: IntakeStore;
  readonly secrets: readonly string[];
  readonly verifyToken: string;
  readonly burstMs: number;
  /** Our Page; null: any. */
  readonly pageId: string | null;
  /** Told of a block of our Page by Meta, and of its end, once it is stored. */
  readonly onPolicy?: (action: 'block' | 'unblock') => void;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/**
 * `GET|POST /webhook`. A body is answered 200 only when all its items are stored; when storing
 * fails the answer is 500, so that Facebook delivers it again.
 */
export function webhookRoutes(options: WebhookOptions): Router {
  const { store, secrets, verifyToken, burstMs, pageId, clock, ids, log } = options;
  const router = express.Router();

  router.get('/webhook', (request: Request, response: Response) => {
    const { query } = request;
    const token = query['hub.verify_token'];
    const challenge = query['hub.challenge'];
    if (
      query['hub.mode'] !== 'subscribe' ||
      typeof token !== 'string' ||
      typeof challenge !== 'string' ||
      !sameText(token, verifyToken)
    ) {
      log.warn('webhook.verification_refused');
      response.status(403).type('text/plain').send('Wrong verify token.');
      return;
    }
    response.status(200).type('text/plain').send(challenge);
  });

  router.post(
    '/webhook',
    express.raw({ type: () => true, limit: BODY_LIMIT }),
    async (request: Request, response: Response) => {
      const refuse = (status: number, event: string, text: string) => {
        log.warn(event, { status });
        response.status(status).type('text/plain').send(text);
      };
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const check = checkSignature(body, request.get('x-hub-signature-256'), secrets);
      if (check !== 'ok') {
        refuse(403, `webhook.signature_${check}`, 'The signature does not fit the body.');
        return;
      }
      const json = parseJson(body);
      if (json === undefined) {
        refuse(400, 'webhook.malformed', 'The body is not JSON.');
        return;
      }
      const now = clock.now();
      const read = readWebhook(json, { newId: () => ids.next(), now, ourPage: pageId });
      if (read.status === 'other_object') {
        refuse(404, 'webhook.other_object', 'Only Page events are taken.');
        return;
      }
      try {
        const { stored, duplicates } = await store.accept(read.events, now + burstMs);
        log.info('webhook.accepted', { stored, duplicates });
        if (stored > 0) noteOnPage(options, read.events);
        response.status(200).type('text/plain').send('EVENT_RECEIVED');
      } catch (error) {
        log.error('webhook.not_stored', { error });
        response.status(500).type('text/plain').send('Could not be stored. Deliver it again.');
      }
    },
  );
  return router;
}

/** What is about our Page as a whole, and what is not for it at all. */
function noteOnPage(
  { pageId, log, onPolicy }: Pick<WebhookOptions, 'pageId' | 'log' | 'onPolicy'>,
  events: readonly IntakeEvent[],
): void {
  const others = new Map<string, number>();
  for (const event of events) {
    const page = event.pageId.slice(0, 32);
    if (pageId !== null && event.pageId !== pageId) {
      others.set(page, (others.get(page) ?? 0) + 1);
      continue;
    }
    const notice = pageNotice(event);
    if (notice === null) continue;
    logNotice(log, page, notice);
    if (notice.kind === 'policy' && notice.action !== 'warning') onPolicy?.(notice.action);
  }
  for (const [page, count] of others) log.warn('webhook.other_page', { page, events: count });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
