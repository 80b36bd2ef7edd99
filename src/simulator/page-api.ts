import { Router, json, raw, type Request } from 'express';
import { z } from 'zod';
import type { SimulatedConsumers } from './consumers.ts';
import { sendMedia } from './graph/media-routes.ts';
import type { GraphStandIn } from './graph/stand-in.ts';
import { personActions } from './person-actions.ts';
import { answerProblem } from './problems.ts';
import { testerRoutes } from './tester-routes.ts';
import { streamChanges } from './thread-events.ts';
import { summaryOf, threadOf } from './view.ts';

const MOST_PEOPLE = 50;
/** Meta's limit for one attachment. */
const MOST_BYTES = 25 * 1024 * 1024;

const newPerson = z.object({ name: z.string().trim().min(1).max(60).optional() });
const locale = z.enum(['default', 'th_TH', 'en_US']).default('default');
const file = z.object({
  mediaType: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+/)
    .default('application/octet-stream'),
  name: z.string().min(1).max(255).default('file'),
});

/** The API of the simulator's page: the invented people, their threads and what they do. */
export function simulatorApi(parts: {
  readonly standIn: GraphStandIn;
  readonly consumers: SimulatedConsumers;
}): Router {
  const { standIn, consumers } = parts;
  const api = Router();
  if (standIn.people.all.length === 0) standIn.people.add();

  api.get('/people', (_request, response) => {
    const items = standIn.people.all.map((person) => summaryOf(standIn, person));
    response.json({ items, nextCursor: null });
  });
  api.post('/people', json(), (request, response) => {
    const { name } = newPerson.parse(request.body ?? {});
    if (standIn.people.all.length >= MOST_PEOPLE) {
      const detail = `There are ${MOST_PEOPLE} people already.`;
      response.status(409).type('application/problem+json');
      response.send(JSON.stringify({ status: 409, detail }));
      return;
    }
    const person = standIn.people.add(name === undefined ? {} : { name });
    standIn.changed(person.psid);
    response.status(201).json(threadOf(standIn, person));
  });
  api.get('/people/:psid', (request, response) => {
    const shownIn = locale.parse(request.query['locale']);
    response.json(threadOf(standIn, standIn.people.get(request.params.psid), shownIn));
  });
  api.get('/events', (request, response) => streamChanges(standIn, request, response));
  api.get('/media/:id{/:name}', (request, response) =>
    sendMedia(standIn.media, request.params.id, response),
  );
  api.post(
    '/people/:psid/attachment',
    raw({ type: () => true, limit: MOST_BYTES }),
    async (request, response) => {
      standIn.people.get(request.params.psid);
      const bytes = z.instanceof(Buffer).parse(request.body);
      response.json(await consumers.attach(request.params.psid, { bytes, ...fileOf(request) }));
    },
  );
  for (const [name, act] of Object.entries(personActions(standIn, consumers))) {
    api.post(`/people/:psid/${name}`, json(), async (request, response) => {
      const { psid } = request.params;
      standIn.people.get(psid);
      response.json((await act(psid, request.body ?? {})) ?? { status: 'done' });
    });
  }
  api.use(testerRoutes(standIn, consumers));
  api.use(answerProblem);
  return api;
}

/** A file's type and name, the latter percent-encoded in `X-Filename`. */
function fileOf(request: Request): { mediaType: string; name: string } {
  const name = request.get('x-filename');
  const isEncoded = name === undefined || /^(?:[^%]|%[0-9a-f]{2})*$/i.test(name);
  return file.parse({
    mediaType: request.get('content-type'),
    name: name !== undefined && isEncoded ? decodeURIComponent(name) : undefined,
  });
}
