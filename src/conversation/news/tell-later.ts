import type { ConversationId } from '../../domain/ids.ts';
import type { ReferenceCode } from '../../domain/reference-code.ts';
import type { Store } from '../../ports.ts';

/** News of the case could not go out: it is told when the person acts the next time. */
export async function tellLater(
  store: Pick<Store, 'conversation' | 'commit'>,
  id: ConversationId,
  reference: ReferenceCode,
): Promise<void> {
  for (;;) {
    const current = await store.conversation(id);
    const untold = current?.untold ?? [];
    if (current === null || untold.includes(reference)) return;
    const next = { ...current, version: current.version + 1, untold: [...untold, reference] };
    const result = await store.commit({
      conversation: { expectedVersion: current.version, next },
    });
    if (result.status === 'committed') return;
  }
}
