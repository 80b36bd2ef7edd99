import type { ConversationId } from '../../domain/ids.ts';
import type { MessengerSender, ReadStore } from '../../ports.ts';

/** Most answers come sooner and are sign enough: two calls less for nearly every turn. */
const SLOW_MS = 700;

/**
 * While a turn takes long, as when files are fetched, lets the person see that the message was seen
 * and that an answer is being written. Who waits for a person is shown neither: nobody has looked yet.
 * The calls are their own and nothing waits for them.
 * @returns ends it
 */
export function showPresence(
  tools: {
    readonly store: Pick<ReadStore, 'conversation'>;
    readonly sender: Pick<MessengerSender, 'signal'>;
    readonly slowMs?: number;
  },
  id: ConversationId,
  psid: string,
): () => void {
  const { store, sender, slowMs = SLOW_MS } = tools;
  const show = async () => {
    const conversation = await store.conversation(id);
    const bots = conversation === null || conversation.control.holder === 'bot';
    if (!bots || conversation?.thread.holder === 'other') return;
    await sender.signal(psid, 'mark_seen');
    await sender.signal(psid, 'typing_on');
  };
  const timer = setTimeout(() => void show().catch(() => undefined), slowMs).unref();
  return () => clearTimeout(timer);
}
