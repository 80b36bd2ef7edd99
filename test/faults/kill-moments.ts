import type { Chance } from './chance.ts';
import type { Feeder } from './feeder.ts';
import type { Send, WildGraph } from './wild-graph.ts';

const MOMENTS = [
  'any time',
  'during the start',
  'a body is on its way',
  'a body was acknowledged',
  'Graph has a message and has not answered',
  'Graph has just answered',
] as const;
export type Moment = (typeof MOMENTS)[number];

/** Nothing of the kind may come up any more in this life of the server. */
const LONGEST_LIFE_MS = 3_000;

/** Chooses the moment of a kill and tells when it has come. */
export class KillMoments {
  readonly #chance: Chance;
  readonly #graph: WildGraph;
  readonly #feeder: Feeder;
  readonly counts = new Map<Moment, number>();

  constructor(chance: Chance, graph: WildGraph, feeder: Feeder) {
    this.#chance = chance;
    this.#graph = graph;
    this.#feeder = feeder;
  }

  /** Each kind comes as often as the others. */
  next(): Moment {
    const moment = MOMENTS[this.total % MOMENTS.length] ?? 'any time';
    this.counts.set(moment, (this.counts.get(moment) ?? 0) + 1);
    return moment;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Calls `kill` at the moment, in the same breath. @returns how to stop watching for it */
  watch(moment: Moment, kill: () => void): () => void {
    const chance = this.#chance;
    const timers = [setTimeout(kill, LONGEST_LIFE_MS)];
    const later = (ms: number) => timers.push(setTimeout(kill, ms));
    let wait = 1 + chance.below(6);
    const counted = (then: () => void) => {
      wait -= 1;
      if (wait === 0) then();
    };
    switch (moment) {
      case 'any time':
        later(chance.below(1_500));
        break;
      case 'during the start':
        later(chance.below(2_000));
        break;
      case 'a body is on its way':
        this.#feeder.onMoment = (what) => what === 'post' && counted(() => later(chance.below(12)));
        break;
      case 'a body was acknowledged':
        this.#feeder.onMoment = (what) => what === 'acknowledged' && counted(kill);
        break;
      case 'Graph has a message and has not answered':
        this.#graph.onSend = (send) => this.#takeAnd(send, () => counted(kill), wait === 1);
        break;
      case 'Graph has just answered':
        this.#graph.onSend = (send) => {
          this.#takeAnd(send, () => undefined, false);
          counted(() => (chance.happens(0.5) ? kill() : later(chance.below(8))));
        };
        break;
    }
    return () => {
      for (const timer of timers) clearTimeout(timer);
      this.#feeder.onMoment = () => undefined;
      this.#graph.onSend = (send) => this.#takeAnd(send, () => undefined, false);
    };
  }

  #takeAnd(send: Send, then: () => void, silent: boolean): void {
    const receipt = send.take();
    if (silent) receipt.answered = false;
    else send.answer();
    then();
  }
}
