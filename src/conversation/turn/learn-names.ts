import type { Conversation } from '../../domain/conversation.ts';
import type { ConversationId, Instant } from '../../domain/ids.ts';
import type { Clock, Ids, Log, MessengerSender, Store } from '../../ports.ts';
import { conversationEvent } from '../conversation-event.ts';

/** A name that Facebook has not given is asked for again after this long, in milliseconds. */
const ASK_AGAIN_MS = 24 * 3_600_000;
const AT_ONCE = 4;
/** Beyond so many the rest are asked for at the person's next turn. */
const MOST_WAITING = 1_000;

export interface NameTools {
  readonly store: Pick<Store, 'conversation' | 'commit'>;
  readonly sender: Pick<MessengerSender, 'profileName'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export interface Names {
  /** Asks Facebook for the person's name where it is not known; nobody waits for the answer. */
  learn(conversation: Conversation): void;
  /** Resolves when nothing is in hand; what waits is left. */
  stop(): Promise<void>;
}

/**
 * Learns people's names beside their turns. Facebook gives none without a permission, and none for
 * some accounts: that is kept too, so that nobody is asked for more than once a day.
 */
export function learnNames(tools: NameTools): Names {
  const { clock, log } = tools;
  const waiting = new Map<ConversationId, Conversation>();
  const inHand = new Map<ConversationId, Promise<void>>();
  let stopped = false;
  const next = () => {
    for (const [id, conversation] of waiting) {
      if (stopped || inHand.size >= AT_ONCE) return;
      waiting.delete(id);
      const work = learn(tools, conversation)
        .catch((error: unknown) => log.info('name.not_learnt', { conversation: id, error }))
        .finally(() => {
          inHand.delete(id);
          next();
        });
      inHand.set(id, work);
    }
  };
  return {
    learn(conversation) {
      const { id } = conversation;
      if (!wantsName(conversation, clock.now()) || inHand.has(id)) return;
      if (waiting.size >= MOST_WAITING) return;
      waiting.set(id, conversation);
      next();
    },
    async stop() {
      stopped = true;
      await Promise.all(inHand.values());
    },
  };
}

function wantsName({ name, nameAskedAt = 0 }: Conversation, now: Instant): boolean {
  return name === null && now - nameAskedAt >= ASK_AGAIN_MS;
}

async function learn(tools: NameTools, { id, psid }: Conversation): Promise<void> {
  const { store, sender, clock, ids } = tools;
  const name = await sender.profileName(psid);
  for (;;) {
    const current = await store.conversation(id);
    const now = clock.now();
    if (current === null || !wantsName(current, now)) return;
    // The place in the lists is the person's last line, so `updatedAt` stays.
    const next = { ...current, version: current.version + 1, name, nameAskedAt: now };
    const { status } = await store.commit({
      conversation: { expectedVersion: current.version, next },
      live: name === null ? [] : [conversationEvent(ids.next(), current, next, now)],
    });
    if (status === 'committed') return;
  }
}
