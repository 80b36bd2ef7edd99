import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from './stage.ts';

const LOOK_MS = 100;
/** Whoever asks for readiness gives up then. */
const PATIENCE_MS = 10_000;
const GREEN_WITHIN_MS = 60_000;

/** Looks at readiness and at the webhook's answers while the store is out of order. */
export class StoreWatch {
  /** Errors that a failing store brings with it. */
  static readonly EXPECTED = [
    'webhook.not_stored',
    'store.check_failed',
    'store.tried_again',
    'turn.failed',
    'delivery.failed',
    'sweep.failed',
  ];
  readonly #stage: Stage;
  readonly #refusedBefore: number;
  readonly #watching: Promise<void>;
  #ended = false;
  #red = false;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#refusedBefore = this.#refused;
    this.#watching = this.#watch();
  }

  /** Waits until readiness has been red, or for so long. */
  async red(withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    while (!this.#red && Date.now() < until) await pause(LOOK_MS);
  }

  /** The fault is over: waits for readiness to be green again, and tells what was seen. */
  async end(): Promise<{ refused: number; red: boolean; greenAgain: boolean }> {
    this.#ended = true;
    await this.#watching;
    const until = Date.now() + GREEN_WITHIN_MS;
    let status = await this.#readiness();
    while (status !== 200 && Date.now() < until) {
      await pause(LOOK_MS);
      status = await this.#readiness();
    }
    const refused = this.#refused - this.#refusedBefore;
    return { refused, red: this.#red, greenAgain: status === 200 };
  }

  get #refused(): number {
    return this.#stage.feeder.answers.get(500) ?? 0;
  }

  async #watch(): Promise<void> {
    while (!this.#ended) {
      if ((await this.#readiness()) === 503) this.#red = true;
      await pause(LOOK_MS);
    }
  }

  /** Null when no answer came in time. */
  async #readiness(): Promise<number | null> {
    try {
      const response = await fetch(`${this.#stage.server.url}/readyz`, {
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}
