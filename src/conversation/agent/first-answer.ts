import type { Conversation } from '../../domain/conversation.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Store } from '../../ports.ts';

/** The open handoff as it is once somebody has written to the person; none where that stands already. */
export async function firstAnswer(
  store: Pick<Store, 'openHandoff'>,
  { id }: Conversation,
  now: Instant,
): Promise<Handoff[]> {
  const open = await store.openHandoff(id);
  if (open?.status !== 'assigned' || open.answeredAt !== undefined) return [];
  return [{ ...open, answeredAt: now }];
}
