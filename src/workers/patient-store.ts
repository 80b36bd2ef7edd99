import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationId, Instant } from '../domain/ids.ts';
import type { Clock, Log, Store } from '../ports.ts';

const PAUSE_MS = 1_000;
/** Longer outages are somebody's business by then, and the echo has told. */
const LONGEST_MS = 10 * 60_000;

/**
 * The store as the workers see it: what they know with a lease in hand they do not drop because the
 * store fails for a moment. That a message was sent is told until the store takes it, also when the
 * lease has ended meanwhile, or else it might be sent twice. A turn or a delivery is given back
 * until that works or the lease ends by itself, or else the person would wait for that end.
 */
export function patientStore(
  store: Store,
  tools: { readonly clock: Clock; readonly log: Log; readonly pauseMs?: number },
): Store {
  const { clock, log, pauseMs = PAUSE_MS } = tools;
  const insist = async <Result>(
    until: Instant,
    conversation: ConversationId,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (clock.now() + pauseMs >= until) throw error;
        log.error('store.tried_again', { conversation, error });
        await pause(pauseMs);
      }
    }
  };
  return {
    ...store,
    abandonTurn: (claim, retryAt) =>
      insist(claim.leaseUntil, claim.conversationId, () => store.abandonTurn(claim, retryAt)),
    recordDelivery: (claim, id, outcome, live) =>
      insist(clock.now() + LONGEST_MS, claim.conversationId, () =>
        store.recordDelivery(claim, id, outcome, live),
      ),
    releaseDelivery: (claim, dueAt) =>
      insist(claim.leaseUntil, claim.conversationId, () => store.releaseDelivery(claim, dueAt)),
  };
}
