import type { Store } from '../../src/ports.ts';
import type { Chance } from './chance.ts';

interface Waiting {
  readonly actor: symbol;
  readonly go: () => void;
}

/**
 * Lets several actors use one store in an order that chance decides: each call to the store waits
 * until every actor that lives has come to one, then one of them goes on. The same seed gives the
 * same course.
 */
export class Interleaver {
  readonly #store: Store;
  readonly #chance: Chance;
  readonly #living = new Set<symbol>();
  readonly #mayDie = new Set<symbol>();
  #waiting: Waiting[] = [];
  #finish: () => void = () => undefined;
  readonly #between: () => void;

  /** @param between called before each step: the clock may be moved there */
  constructor(store: Store, chance: Chance, between: () => void = () => undefined) {
    this.#store = store;
    this.#chance = chance;
    this.#between = between;
  }

  /** Runs these actors to their end; each has a store of its own to work with. */
  async run(
    actors: readonly {
      readonly act: (store: Store) => Promise<unknown>;
      /** Whether it may fall silent in the middle, as a killed process does. */
      readonly mayDie?: boolean;
    }[],
  ): Promise<void> {
    const failures: unknown[] = [];
    const finished = new Promise<void>((resolve) => (this.#finish = resolve));
    const begun = actors.map(({ act, mayDie = false }) => {
      const actor = Symbol('actor');
      this.#living.add(actor);
      if (mayDie) this.#mayDie.add(actor);
      return { actor, act };
    });
    for (const { actor, act } of begun) {
      void act(this.#storeOf(actor))
        .catch((error: unknown) => failures.push(error))
        .finally(() => this.#leave(actor));
    }
    await finished;
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  #storeOf(actor: symbol): Store {
    return new Proxy(this.#store, {
      get: (store, name) => {
        const member: unknown = Reflect.get(store, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          await new Promise<void>((go) => {
            this.#waiting.push({ actor, go });
            this.#step();
          });
          const result: unknown = await Reflect.apply(member, store, given);
          return result;
        };
      },
    });
  }

  #leave(actor: symbol): void {
    this.#living.delete(actor);
    this.#step();
  }

  #step(): void {
    if (this.#living.size === 0) return this.#finish();
    const here = new Set(this.#waiting.map(({ actor }) => actor));
    if (here.size < this.#living.size) return;
    this.#between();
    const next = this.#chance.pick(this.#waiting);
    this.#waiting = this.#waiting.filter((each) => each !== next);
    if (this.#mayDie.has(next.actor) && this.#chance.happens(0.05)) {
      this.#leave(next.actor);
      return;
    }
    next.go();
  }
}
