import type { Log } from '../ports.ts';

export interface Aside {
  /** Resolves when whoever brought the work may go on: at once while there is room, else at its end. */
  take(work: Promise<void>): Promise<void>;
  /** Resolves when all that was taken is done. */
  settled(): Promise<void>;
}

/** A place for work that mostly waits, so that it takes no worker's lane. */
export function createAside(options: { readonly most: number; readonly log: Log }): Aside {
  const { most, log } = options;
  const inHand = new Set<Promise<void>>();
  return {
    async take(work) {
      if (inHand.size >= most) {
        await work;
        return;
      }
      const kept: Promise<void> = work
        .catch((error: unknown) => log.error('aside.failed', { error }))
        .finally(() => inHand.delete(kept));
      inHand.add(kept);
    },
    async settled() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}
