import type { Botkit } from 'botkit';

type Next = (error?: unknown) => void;
type Middleware = (...values: unknown[]) => unknown;
type Done = (error: unknown, ...values: unknown[]) => unknown;

/**
 * Takes the place of Botkit's middleware runner. Botkit passes async callbacks to a runner that
 * nobody awaits: when one rejects, the process ends and the turn never settles. This one gives the
 * error back to the callback, and Botkit's own code then rejects the turn.
 */
export class SettlingWare {
  readonly #middlewares: Middleware[] = [];

  use(middleware: Middleware): this {
    this.#middlewares.push(middleware);
    return this;
  }

  run(...values: unknown[]): void {
    const done = values.pop() as Done;
    void this.#settle(values, done);
  }

  async #settle(values: unknown[], done: Done): Promise<void> {
    let failure: unknown = null;
    try {
      for (const middleware of this.#middlewares) await step(middleware, values);
    } catch (error) {
      failure = error;
    }
    try {
      await done(failure, ...values);
    } catch (error) {
      await done(error, ...values);
    }
  }
}

function step(middleware: Middleware, values: unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof Error ? error : new Error(String(error)));
    const next: Next = (error) => (error ? fail(error) : resolve());
    try {
      Promise.resolve(middleware(...values, next)).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Puts settling middleware in the place of Botkit's own. Call it before anything else runs. */
export function hardenBotkit(controller: Botkit): void {
  const middleware = controller.middleware as unknown as Record<string, SettlingWare>;
  for (const name of ['spawn', 'ingest', 'send', 'receive', 'interpret']) {
    middleware[name] = new SettlingWare();
  }
}
