import { raw, Router, type Request } from 'express';
import { z } from 'zod';
import { badParameter, noSuchObject } from './fault.ts';
import { PROFILE_FIELDS } from './profile.ts';
import type { GraphStandIn } from './stand-in.ts';
import { tokenData } from './token-data.ts';
import { userProfile } from './user-profile.ts';

/** The routes below the version: the Page, its profile and subscriptions, and its people. */
export function pageRoutes(standIn: GraphStandIn): Router {
  const router = Router();
  router.get('/debug_token', (request, response) => {
    response.json({ data: tokenData(standIn, request.query['input_token']) });
  });
  router.get('/:node', (request, response) => {
    const { node } = request.params;
    if (isPage(standIn, node)) response.json({ id: standIn.pageId, name: standIn.pageName });
    else response.json(userProfile(standIn, node, listIn(request.query['fields'])));
  });

  router.use('/:page/:edge', (request, _response, next) => {
    if (!isPage(standIn, request.params.page)) throw noSuchObject(request.params.page);
    next();
  });
  router.post('/:page/messages', (request, response) => {
    response.json(standIn.send(request.body));
  });
  router.post(
    '/:page/message_attachments',
    raw({ type: 'multipart/form-data', limit: '26mb' }),
    async (request, response) => {
      response.json(await standIn.uploads.take(request.body, request.get('content-type') ?? ''));
    },
  );
  for (const name of ['pass', 'take', 'request', 'release', 'extend'] as const) {
    router.post(`/:page/${name}_thread_control`, (request, response) => {
      response.json(standIn.control(name, request.body));
    });
  }
  router.get('/:page/thread_owner', (request, response) => {
    response.json({ data: standIn.threadOwner(stringIn(request.query['recipient'])) });
  });
  router
    .route('/:page/message_templates')
    .get((request, response) => {
      response.json({ data: standIn.templates.list(stringIn(request.query['name'])) });
    })
    .post((request, response) => {
      response.json(standIn.templates.create(withoutCredentials(request), standIn.newId()));
    });
  router.use('/:page/messenger_profile', profileRoutes(standIn));
  router
    .route('/:page/subscribed_apps')
    .get((_request, response) => {
      const { fields } = standIn.subscriptions;
      const app = { id: standIn.appId, name: 'complaint-desk', subscribed_fields: fields };
      response.json({ data: fields.length === 0 ? [] : [app] });
    })
    .post((request, response) => {
      const fields = fieldsOf(request, 'subscribed_fields');
      if (fields.length === 0) throw badParameter('The parameter subscribed_fields is required');
      standIn.subscriptions.fields = fields;
      response.json({ success: true });
    })
    .delete((_request, response) => {
      standIn.subscriptions.fields = [];
      response.json({ success: true });
    });
  return router;
}

function profileRoutes(standIn: GraphStandIn): Router {
  const { profile, people } = standIn;
  const router = Router();
  router.use((_request, _response, next) => {
    profile.countCall(standIn.now());
    next();
  });
  const showChange = () => {
    for (const { psid } of people.all) standIn.changed(psid);
  };
  router.get('/', (request, response) => {
    response.json(profile.get(fieldsOf(request, 'fields')));
  });
  router.post('/', (request, response) => {
    profile.set(withoutCredentials(request));
    showChange();
    response.json({ result: 'success' });
  });
  router.delete('/', (request, response) => {
    const fields = fieldsOf(request, 'fields');
    if (fields.length === 0 || fields.some((field) => !PROFILE_FIELDS.includes(field))) {
      throw badParameter(`Param fields must be one of {${PROFILE_FIELDS.join(', ')}}`);
    }
    profile.remove(fields);
    showChange();
    response.json({ result: 'success' });
  });
  return router;
}

function isPage(standIn: GraphStandIn, node: string): boolean {
  return node === 'me' || node === standIn.pageId;
}

function bodyOf(request: Request): Record<string, unknown> {
  return z.looseObject({}).safeParse(request.body).data ?? {};
}

function withoutCredentials(request: Request): Record<string, unknown> {
  const credentials = ['access_token', 'appsecret_proof', 'appsecret_time'];
  return Object.fromEntries(
    Object.entries(bodyOf(request)).filter(([key]) => !credentials.includes(key)),
  );
}

/** A list in the query or the body: with commas, or as an array. */
function fieldsOf(request: Request, name: string): string[] {
  return listIn(request.query[name] ?? bodyOf(request)[name]);
}

function listIn(value: unknown): string[] {
  const items = Array.isArray(value) ? value : stringIn(value).split(',');
  return items.map((item) => stringIn(item).trim()).filter((item) => item !== '');
}

function stringIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
