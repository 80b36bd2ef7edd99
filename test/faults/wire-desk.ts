import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import type { DeliveryOptions } from '../../src/delivery/worker.ts';
import { readWebhook } from '../../src/messenger/events.ts';
import { GraphClient } from '../../src/messenger/graph-client.ts';
import { messengerSender } from '../../src/messenger/sender.ts';
import type { WebhookBody } from '../../src/simulator/graph/webhook-events.ts';
import { DeliveryDesk } from '../fakes/delivery-desk.ts';
import { adapter, turnTools } from './turn-tools.ts';
import { PAGE, SECRET, TOKEN, type WildGraph } from './wild-graph.ts';

/** How long a call to this Graph may take; in earnest it is 15 s. */
const DEADLINE_MS = 400;

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
    const sender = messengerSender({
      ...{ graph, adapter, pageId: PAGE, log: this.log },
      files: { open: () => Promise.resolve(null) },
    });
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
    const tools = turnTools(this);
    while (await takeNextTurn(tools));
  }
}
