import { randomInt } from 'node:crypto';
import axios from 'axios';
import { Router } from 'express';
import { z } from 'zod';
import { GraphFault, noSuchObject } from './fault.ts';
import { readParameter } from './send-request.ts';
import type { GraphStandIn } from './stand-in.ts';
import { tokenData } from './token-data.ts';

const HANDSHAKE_MS = 5_000;

const subscription = z.looseObject({
  object: z.literal('page'),
  callback_url: z.url(),
  verify_token: z.string(),
  fields: z
    .string()
    .min(1)
    .transform((list) => list.split(',').map((field) => field.trim())),
});

/** What is called with the app's own token: the webhook's subscription, and what a token is. */
export function appRoutes(standIn: GraphStandIn): Router {
  const router = Router();
  router.get('/debug_token', (request, response) => {
    response.json({ data: tokenData(standIn, request.query['input_token']) });
  });
  router.use('/:app/subscriptions', (request, _response, next) => {
    if (request.params.app !== standIn.appId) throw noSuchObject(request.params.app);
    next();
  });
  router
    .route('/:app/subscriptions')
    .get((_request, response) => {
      const { webhook } = standIn;
      response.json({ data: webhook === null ? [] : [webhook] });
    })
    .post(async (request, response) => {
      const { object, callback_url, verify_token, fields } = readParameter(
        subscription,
        request.body,
      );
      await shakeHands(callback_url, verify_token);
      // The version is chosen for each field, so each is an object here.
      const versioned = fields.map((name) => ({ name, version: 'v25.0' }));
      standIn.webhook = { object, callback_url, active: true, fields: versioned };
      response.json({ success: true });
    });
  return router;
}

/** As Meta checks an address before it posts there; but for TLS, which loopback has none of. */
async function shakeHands(callback: string, verifyToken: string): Promise<void> {
  const challenge = String(randomInt(1_000_000, 2_000_000_000));
  const answer = await axios
    .get<unknown>(callback, {
      params: {
        'hub.mode': 'subscribe',
        'hub.verify_token': verifyToken,
        'hub.challenge': challenge,
      },
      timeout: HANDSHAKE_MS,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
    })
    .then(({ status, data }) => (status === 200 ? String(data).trim() : ''))
    .catch(() => '');
  if (answer === challenge) return;
  throw new GraphFault({ code: 2200, message: '(#2200) Callback verification failed' });
}
