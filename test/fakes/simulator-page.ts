import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { PROFILE } from '../../src/messenger/profile.ts';
import { pageRoutes } from '../../src/assembly/pages.ts';
import { SimulatedConsumers } from '../../src/simulator/consumers.ts';
import { graphRoutes } from '../../src/simulator/graph/routes.ts';
import { GraphStandIn } from '../../src/simulator/graph/stand-in.ts';
import { simulatorApi } from '../../src/simulator/page-api.ts';
import { PAGE_OPTIONS } from './stand-in.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

/** The simulator's built page with its API, and in the desk's place a webhook that keeps what comes. */
export class SimulatorPage {
  readonly app = new WebhookReceiver();
  readonly standIn = new GraphStandIn(PAGE_OPTIONS);
  #people: SimulatedConsumers | null = null;
  #server: Server | null = null;
  #url = '';

  async start(): Promise<void> {
    await this.app.start();
    const { standIn } = this;
    const { appSecret } = PAGE_OPTIONS;
    standIn.profile.set(PROFILE);
    const webhookUrl = this.app.url;
    const consumers = new SimulatedConsumers({
      standIn,
      webhookUrl,
      appSecret,
      retryDelaysMs: [0],
    });
    const server = createServer(
      express()
        .use(pageRoutes(process.cwd(), { simulator: true }))
        .use('/api/simulator', simulatorApi({ standIn, consumers }))
        .use(graphRoutes(standIn)),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    standIn.baseUrl = this.#url;
    this.#people = consumers;
    this.#server = server;
  }

  get url(): string {
    return this.#url;
  }

  /** The Page sends to the person. @throws GraphFault */
  send(psid: string, message: object): void {
    this.standIn.send({ recipient: { id: psid }, messaging_type: 'RESPONSE', message });
  }

  async stop(): Promise<void> {
    this.#people?.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
    await this.app.stop();
  }
}
