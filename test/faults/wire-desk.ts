import { loadContent } from '../../src/content.ts';
import { takeNextTurn } from '../../src/conversation/take-turn.ts';
import type { DeliveryOptions } from '../../src/delivery/worker.ts';
import { DialogEngine } from '../../src/dialog/engine.ts';
import { readWebhook } from '../../src/messenger/events.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import { GraphClient } from '../../src/messenger/graph-client.ts';
import { messengerSender } from '../../src/messenger/sender.ts';
import type { WebhookBody } from '../../src/simulator/graph/webhook-events.ts';
import { DeliveryDesk } from '../fakes/delivery-desk.ts';
import { greeting } from '../fakes/readings.ts';
import { APP, PAGE, SECRET, TOKEN, type WildGraph } from './wild-graph.ts';

/** How long a call to this Graph may take; in earnest it is 15 s. */
const DEADLINE_MS = 400;

const adapter = new MessengerAdapter({ pageId: PAGE });
const { flows, faq } = loadContent(process.cwd());
const engine = new DialogEngine({ flows, adapter, knowledge: faq });

/** The delivery desk with a real line to a Graph that misbehaves, and echoes that come by hand. */
export class WireDesk extends DeliveryDesk {
  readonly #graph: WildGraph;
  /** Echoes that Graph has sent and nobody has delivered yet. */
  readonly echoes: WebhookBody[] = [];

  constructor(graph: WildGraph) {
    super();
    this.#graph = graph;
    graph.standIn.onWebhook((body) => this.echoes.push(body));
  }

  override get options(): DeliveryOptions {
    const graph = new GraphClient({
      url: this.#graph.url,
      version: 'v25.0',
      token: TOKEN,
      secret: SECRET,
      now: () => this.now,
      timeoutMs: DEADLINE_MS,
    });
    const sender = messengerSender({ graph, adapter, pageId: PAGE, log: this.log });
    return { ...super.options, sender };
  }

  /** Somebody whom Graph knows, and whose window is open. */
  knows(psid: string): string {
    const { people } = this.#graph.standIn;
    this.#graph.standIn.opensWindow(people.find(psid) ?? people.add({ psid }));
    return psid;
  }

  /** Posts what Graph has to tell and takes the turns of it. */
  async deliverEchoes(): Promise<void> {
    for (const body of this.echoes.splice(0)) {
      const read = readWebhook(body, { newId: this.ids.next, now: this.now });
      if (read.status === 'events') await this.store.accept(read.events, this.now);
    }
    const { store, clock, ids, log } = this;
    const tools = {
      store,
      engine,
      trackPage: () => 'https://desk.example.org/track',
      understand: greeting,
      download: () => Promise.resolve({ status: 'failed', reason: 'unreachable' } as const),
      sender: { signal: () => Promise.resolve(), profileName: () => Promise.resolve(null) },
      appId: APP,
      clock,
      ids,
      log,
    };
    while (await takeNextTurn(tools));
  }
}
