import { PAGE_BLOCK_MS } from '../delivery/page-gate.ts';
import type { Instant } from '../domain/ids.ts';
import type { TimerHandler } from '../timers/fire-next.ts';
import type { Change, Clock, Ids, Log, Store } from '../ports.ts';

const SUBJECT = 'page';
const TIMER = 'end_page_block';

/**
 * Tells every process, since the one that sends may be another than the one that heard of it, and
 * keeps a block for those that start later.
 */
export async function tellOfPolicy(
  store: Pick<Store, 'commit'>,
  { clock, ids, log }: { readonly clock: Clock; readonly ids: Ids; readonly log: Log },
  action: 'block' | 'unblock',
): Promise<void> {
  const at = clock.now();
  const change: Change =
    action === 'unblock'
      ? { cancelTimers: [TIMER] }
      : {
          timers: [
            { id: TIMER, kind: TIMER, subject: SUBJECT, dueAt: at + PAGE_BLOCK_MS, data: { at } },
          ],
        };
  try {
    await store.commit({
      ...change,
      live: [{ id: ids.next(), at, topic: 'page', subject: action }],
    });
  } catch (error) {
    log.error('messenger.policy_not_told', { action, error });
  }
}

/** When Meta blocked the Page; null when it has not, or not within a day. */
export async function blockedSince(store: Pick<Store, 'timersOf'>): Promise<Instant | null> {
  const timer = (await store.timersOf(SUBJECT)).find(({ id }) => id === TIMER);
  return timer === undefined ? null : timer.dueAt - PAGE_BLOCK_MS;
}

/** The day is over: the gate tries one message by itself, and nobody who starts later is held back. */
export const endPageBlock: TimerHandler = () => Promise.resolve({});
