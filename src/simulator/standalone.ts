import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { SimulatedConsumers } from './consumers.ts';
import { graphRoutes } from './graph/routes.ts';
import { GraphStandIn, type StandInOptions } from './graph/stand-in.ts';
import { simulatorApi } from './page-api.ts';

export interface RunningStandIn {
  readonly url: string;
  readonly standIn: GraphStandIn;
  close(): Promise<void>;
}

/**
 * Starts the Graph stand-in on loopback, apart from the server under test.
 * @param options.port 0 (default) for any free one
 * @param options.webhookUrl where to post webhooks; with it the people's API is served under
 * `/api/simulator`, without it nothing is posted
 */
export async function startGraphStandIn(
  options: Omit<StandInOptions, 'baseUrl'> & {
    readonly port?: number;
    readonly webhookUrl?: string;
  },
): Promise<RunningStandIn> {
  const { webhookUrl, appSecret, port = 0 } = options;
  const standIn = new GraphStandIn(options);
  const app = express();
  app.disable('x-powered-by');
  app.use(graphRoutes(standIn));
  const consumers =
    webhookUrl === undefined ? null : new SimulatedConsumers({ standIn, webhookUrl, appSecret });
  if (consumers !== null) app.use('/api/simulator', simulatorApi({ standIn, consumers }));
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${taken}`;
  standIn.baseUrl = url;
  return {
    url,
    standIn,
    async close() {
      consumers?.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
