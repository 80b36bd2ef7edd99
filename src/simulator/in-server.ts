import { Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { SimulatedConsumers } from './consumers.ts';
import { graphRoutes } from './graph/routes.ts';
import { GraphStandIn } from './graph/stand-in.ts';
import { simulatorApi } from './page-api.ts';

/** Where the Graph stand-in is reached below the server's own address. */
export const GRAPH_PATH = '/simulator-graph';

/** Far more than a person can do, far less than what fills the memory. */
const ACTIONS_A_MINUTE = 300;

export interface Simulator {
  /** The Graph stand-in and the API of the simulator's page. */
  readonly router: Router;
  /** Ends every webhook post of its own. */
  close(): void;
}

/**
 * A Page that lives inside the server: its people post to the server's own webhook over HTTP, and
 * the server sends to its Graph stand-in over HTTP, as with Facebook.
 * @param options.profile what Facebook would have been told by `npm run messenger -- setup`
 */
export function inServerSimulator(options: {
  /** The server's own address on loopback, without a closing slash. */
  readonly serverUrl: string;
  readonly pageId: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly profile: object;
}): Simulator {
  const { serverUrl, profile, appSecret, ...page } = options;
  const baseUrl = `${serverUrl}${GRAPH_PATH}`;
  const standIn = new GraphStandIn({ ...page, appSecret, baseUrl, requireProof: true });
  standIn.profile.set(profile);
  const webhookUrl = `${serverUrl}/webhook`;
  const consumers = new SimulatedConsumers({ standIn, webhookUrl, appSecret });
  const router = Router();
  router.use(GRAPH_PATH, graphRoutes(standIn));
  router.use(
    '/api/simulator',
    rateLimit({
      windowMs: 60_000,
      limit: ACTIONS_A_MINUTE,
      skip: ({ method }) => method === 'GET',
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      message: { status: 429, detail: 'Too many actions. Wait a minute.' },
    }),
    simulatorApi({ standIn, consumers }),
  );
  return { router, close: () => consumers.close() };
}
