import type { Language } from '../domain/conversation.ts';
import type { DialogEngine, StepResult } from './engine.ts';
import type { DialogMemory, SlotValue, TurnInput, TurnServices } from './turn.ts';

/** Earlier versions that are kept for conversations in the middle of a form. */
const KEPT = 3;

/**
 * The dialogs through their versions. A conversation goes on with the newest version that knows the
 * place where it waits: the present one as long as the form's steps are the same, else the version
 * in which the form was begun. When that one is gone too, after a restart or more than three
 * changes, the present one says so and asks again.
 */
export class Dialogs {
  #engines: readonly [DialogEngine, ...DialogEngine[]];

  constructor(engine: DialogEngine) {
    this.#engines = [engine];
  }

  /** From now on this version is the present one. */
  renew(engine: DialogEngine): void {
    this.#engines = [engine, ...this.#engines.slice(0, KEPT)];
  }

  step(
    turnId: string,
    memory: DialogMemory,
    input: TurnInput,
    services: TurnServices,
    language: Language,
  ): Promise<StepResult> {
    const [present] = this.#engines;
    const engine = this.#engines.find((version) => version.knows(memory)) ?? present;
    return engine.step(turnId, memory, input, services, language);
  }

  opens(ref: string): boolean {
    return this.#engines[0].opens(ref);
  }

  phrase(name: string, language: Language, slots: Readonly<Record<string, SlotValue>>): string[] {
    return this.#engines[0].phrase(name, language, slots);
  }
}
