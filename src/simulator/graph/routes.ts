import { Router, json, type Request, type Response } from 'express';
import { z } from 'zod';
import { appRoutes } from './app-routes.ts';
import { GraphFault, noSuchObject } from './fault.ts';
import { carryOut } from './injected-faults.ts';
import { mediaRoutes } from './media-routes.ts';
import { pageRoutes } from './page-routes.ts';
import type { GraphStandIn } from './stand-in.ts';

const send = z.looseObject({
  recipient: z.looseObject({ id: z.coerce.string() }),
  message: z.unknown(),
});

/**
 * The stand-in over HTTP, under the paths that Meta's Graph API has: `/v25.0/{page}/messages` and
 * so on, and the uploaded media under `/media`.
 */
export function graphRoutes(standIn: GraphStandIn): Router {
  const router = Router();
  router.use(mediaRoutes(standIn));

  const graph = Router();
  graph.use(json({ limit: '1mb' }));
  graph.use((request, response, next) => {
    const fault = standIn.faults.take(callOf(request));
    if (fault === null) {
      next();
      return;
    }
    carryOut(fault, response, () => {
      authorise(standIn, request);
      standIn.send(request.body);
    });
  });
  const routes = { page: pageRoutes(standIn), app: appRoutes(standIn) };
  graph.use((request, response, next) => {
    routes[authorise(standIn, request)](request, response, next);
  });
  graph.use((request) => {
    throw noSuchObject(request.path.split('/')[1] ?? '');
  });
  graph.use((error: unknown, request: Request, response: Response, next: () => void) => {
    if (response.headersSent) {
      next();
      return;
    }
    const fault = asFault(error);
    const { psid, isMessage } = callOf(request);
    if (isMessage && psid !== null) standIn.refused(psid, fault);
    const trace = Buffer.from(standIn.newId()).toString('base64url').slice(-23);
    response.status(fault.status).json(fault.body(trace));
  });

  router.use('/:version', (request, response, next) => {
    if (/^v\d+\.\d+$/.test(request.params.version)) graph(request, response, next);
    else next();
  });
  return router;
}

/** @throws GraphFault 190 or 100 */
function authorise(standIn: GraphStandIn, request: Request): 'page' | 'app' {
  const body = z.looseObject({}).safeParse(request.body).data ?? {};
  const field = (name: string) => {
    const value = request.query[name] ?? body[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const bearer = /^(?:Bearer|OAuth) (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  return standIn.checkAccess({
    token: bearer ?? field('access_token'),
    proof: field('appsecret_proof'),
    proofTime: field('appsecret_time'),
  });
}

/** A message to a person, or any other call. */
function callOf(request: Request): { readonly isMessage: boolean; readonly psid: string | null } {
  const isSend = request.method === 'POST' && request.path.endsWith('/messages');
  const body = send.safeParse(request.body).data;
  return {
    isMessage: isSend && body?.message !== undefined,
    psid: body?.recipient.id ?? null,
  };
}

/** What is no Graph error is a body that cannot be read, or a mistake in the stand-in itself. */
function asFault(error: unknown): GraphFault {
  if (error instanceof GraphFault) return error;
  const status = z.object({ status: z.number() }).safeParse(error).data?.status ?? 500;
  return status < 500
    ? new GraphFault({ code: 100, status: 400, message: '(#100) The body cannot be read' })
    : new GraphFault({ code: 1, message: 'An unknown error has occurred.' });
}
