import type { TakeTurnTools } from '../../src/conversation/turn/turn-tools.ts';
import { DialogEngine } from '../../src/dialog/engine.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import type { Clock, Ids, Log, Store } from '../../src/ports.ts';
import { understand } from '../../src/understanding/understand.ts';
import { shippedContent } from '../fakes/shipped.ts';
import { APP, PAGE } from './wild-graph.ts';

export const adapter = new MessengerAdapter({ pageId: PAGE });

let shared: ReturnType<typeof shippedContent> | null = null;

/** What a turn needs: the shipped dialogs and knowledge, and a Facebook that gives nothing. */
export function turnTools(of: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): TakeTurnTools {
  shared ??= shippedContent();
  const { flows, faq, classifier } = shared;
  const { store, clock, ids, log } = of;
  return {
    store,
    clock,
    ids,
    log,
    engine: new DialogEngine({ flows, adapter, knowledge: faq }),
    trackPage: () => 'https://desk.example.org/track',
    privacyPage: 'https://desk.example.org/privacy',
    idleDays: 90,
    understand: (text) => understand(text, classifier, clock.now()),
    download: () => Promise.resolve({ status: 'failed', reason: 'unreachable' }),
    sender: { signal: () => Promise.resolve() },
    appId: APP,
  };
}
