import { Router, json } from 'express';
import type { SimulatedConsumers } from './consumers.ts';
import { injectedFault } from './graph/injected-faults.ts';
import type { GraphStandIn } from './graph/stand-in.ts';

/** For whoever tries things out: faults, dead links, what was sent, and bodies as they are. */
export function testerRoutes(standIn: GraphStandIn, consumers: SimulatedConsumers): Router {
  const router = Router();
  router
    .route('/faults')
    .post(json(), (request, response) => {
      standIn.faults.add(injectedFault.parse(request.body));
      response.status(201).json({ status: 'ordered' });
    })
    .delete((_request, response) => {
      standIn.faults.clear();
      response.json({ status: 'cleared' });
    });
  router.post('/media/expire', (_request, response) => {
    standIn.media.expireAll();
    for (const { psid } of standIn.people.all) standIn.changed(psid);
    response.json({ status: 'expired' });
  });
  router.get('/sent', (request, response) => {
    const { psid } = request.query;
    const items = standIn.sent.filter((sent) => psid === undefined || sent.psid === psid);
    response.json({ items, nextCursor: null });
  });
  router.get('/actions', (_request, response) => {
    response.json({ items: standIn.actions, nextCursor: null });
  });
  /** A webhook body as it is, signed. */
  router.post('/webhook-bodies', json({ limit: '1mb' }), async (request, response) => {
    response.json(await consumers.postRaw(request.body));
  });
  return router;
}
