import type { WebhookBody } from '../../src/simulator/graph/webhook-events.ts';
import type { Chance } from './chance.ts';
import type { Feeder } from './feeder.ts';
import type { WildGraph } from './wild-graph.ts';

const LOST = 0.1;
const LATE = 0.1;
const LONGEST_DELAY_MS = 8_000;

/** Lets Graph's echoes and delivery notices come to the webhook: some late, some never. */
export class Echoes {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stop: () => void;
  readonly #feeder: Feeder;

  constructor(graph: WildGraph, feeder: Feeder, chance: Chance) {
    this.#feeder = feeder;
    this.#stop = graph.standIn.onWebhook((body) => {
      if (chance.happens(LOST)) return;
      this.#after(chance.happens(LATE) ? chance.below(LONGEST_DELAY_MS) : chance.below(20), body);
    });
  }

  /** How many are still to come. */
  get waiting(): number {
    return this.#timers.size;
  }

  stop(): void {
    this.#stop();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #after(ms: number, body: WebhookBody): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#feeder.postBody(body);
    }, ms);
    this.#timers.add(timer);
  }
}
