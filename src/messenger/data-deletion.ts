import express, { type Request, type Response, type Router } from 'express';
import type { Log } from '../ports.ts';
import { readSignedRequest } from './signed-request.ts';

export interface DataDeletionOptions {
  readonly secrets: readonly string[];
  /**
   * Called with the number that Meta gives the person in this app. Resolves with the code of the
   * request, under which its page tells what became of it.
   */
  readonly requestDeletion: (userId: string) => Promise<string>;
  readonly statusPage: (code: string) => string;
  readonly log: Log;
}

/** What Meta calls when a person removes the app on Facebook: `deauthorize`, and `data-deletion` when they ask for it. */
export function dataDeletionRoutes(options: DataDeletionOptions): Router {
  const { secrets, requestDeletion, statusPage, log } = options;
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '16kb' });
  const read = (request: Request, response: Response): string | null => {
    const body = request.body as Readonly<Record<string, unknown>> | undefined;
    const signed = readSignedRequest(body?.['signed_request'], secrets);
    if (signed.status === 'ok') return signed.userId;
    log.warn(`privacy.signed_request_${signed.status}`);
    response
      .status(signed.status === 'wrong_signature' ? 403 : 400)
      .type('text/plain')
      .send('signed_request is missing, malformed or not signed by this app.');
    return null;
  };
  router.post('/webhook/data-deletion', form, async (request: Request, response: Response) => {
    const userId = read(request, response);
    if (userId === null) return;
    const code = await requestDeletion(userId);
    log.info('privacy.deletion_requested', { code });
    response.json({ url: statusPage(code), confirmation_code: code });
  });
  router.post('/webhook/deauthorize', form, (request: Request, response: Response) => {
    // Messenger needs no login, so there is no session and no token of the person to end.
    if (read(request, response) === null) return;
    log.info('privacy.deauthorized');
    response.status(200).type('text/plain').send('OK');
  });
  return router;
}
