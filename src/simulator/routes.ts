import { createHmac } from 'node:crypto';
import axios from 'axios';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import type { Ids } from '../ports.ts';
import type { GraphStandIn, SimulatedMessage, SimulatedPerson } from './graph-stand-in.ts';

const MOST_PEOPLE = 50;
const MOST_BYTES = '25mb';
const newPerson = z.object({ name: z.string().trim().min(1).max(40) });
const said = z.object({
  text: z.string().trim().min(1).max(2000),
  payload: z.string().max(1000).optional(),
});

/** Simulated people: what they do reaches the server's own webhook, signed, as Facebook would send it. */
export function simulatorRoutes(options: {
  readonly standIn: GraphStandIn;
  readonly ids: Ids;
  readonly pageId: string;
  readonly secret: string;
  /** This server's address, known once it listens. */
  readonly url: () => string;
}): Router {
  const { standIn, ids, pageId, secret, url } = options;
  const media = new Map<string, { readonly type: string; readonly bytes: Buffer }>();
  const router = express.Router();

  const personOf = (request: Request<{ psid: string }>) => standIn.people.get(request.params.psid);
  const post = async (person: SimulatedPerson, sent: SimulatedMessage, message: object) => {
    const item = {
      sender: { id: person.psid },
      recipient: { id: pageId },
      timestamp: sent.at,
      message: { mid: sent.id, ...message },
    };
    const body = JSON.stringify({
      object: 'page',
      entry: [{ id: pageId, time: sent.at, messaging: [item] }],
    }).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    await axios.post(`${url()}/webhook`, body, {
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    });
  };

  router.post('/simulator-graph/:version/:page/messages', express.json(), (request, response) => {
    const { status, body } = standIn.send(request.get('authorization'), request.body);
    response.status(status).json(body);
  });
  router.get('/simulator-graph/:version/:psid', (request, response) => {
    const person = standIn.people.get(request.params.psid);
    response.json(person === undefined ? {} : { first_name: person.name });
  });
  router.get('/simulator-media/:id', (request, response) => {
    const found = media.get(request.params.id);
    if (found === undefined) response.status(403).send('URL signature expired');
    else response.type(found.type).send(found.bytes);
  });
  router.get('/api/simulator/people', (_request, response) => {
    response.json({
      items: [...standIn.people.values()].map(({ psid, name }) => ({ psid, name })),
    });
  });
  router.post('/api/simulator/people', express.json(), (request, response) => {
    const parsed = newPerson.safeParse(request.body);
    if (!parsed.success || standIn.people.size >= MOST_PEOPLE) {
      response.status(400).json({ detail: `Give a name; at most ${MOST_PEOPLE} people.` });
      return;
    }
    response.status(201).json(standIn.addPerson(parsed.data.name));
  });
  router.get('/api/simulator/people/:psid', (request, response) => {
    const person = personOf(request);
    if (person === undefined) response.status(404).json({ detail: 'Nobody has this number.' });
    else response.json(person);
  });
  router.post('/api/simulator/people/:psid/text', express.json(), async (request, response) => {
    const person = personOf(request);
    const parsed = said.safeParse(request.body);
    if (person === undefined || !parsed.success) {
      response.status(400).json({ detail: 'Write 1 to 2,000 characters.' });
      return;
    }
    const { text, payload } = parsed.data;
    const sent = standIn.acted(person, text, null);
    await post(person, sent, { text, ...(payload && { quick_reply: { payload } }) });
    response.status(204).end();
  });
  router.post(
    '/api/simulator/people/:psid/attachment',
    express.raw({ type: () => true, limit: MOST_BYTES }),
    async (request: Request<{ psid: string }>, response) => {
      const person = personOf(request);
      if (person === undefined || !Buffer.isBuffer(request.body)) {
        response.status(400).json({ detail: 'Send a file.' });
        return;
      }
      const id = ids.next();
      const type = request.get('content-type') ?? 'application/octet-stream';
      media.set(id, { type, bytes: request.body });
      const link = `${url()}/simulator-media/${id}`;
      const isImage = type.startsWith('image/');
      const sent = standIn.acted(
        person,
        isImage ? '' : '📎',
        isImage ? `/simulator-media/${id}` : null,
      );
      await post(person, sent, {
        attachments: [{ type: isImage ? 'image' : 'file', payload: { url: link } }],
      });
      response.status(204).end();
    },
  );
  return router;
}
