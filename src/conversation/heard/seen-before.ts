import type { ConversationId } from '../../domain/ids.ts';
import type { ReadStore } from '../../ports.ts';

/**
 * A message may come to us, to our eyes only (`standby`), or both ways, in any order: it has one
 * line all the same. What came to us counts; its copy is dropped.
 * @returns `actions` that have no line yet, and no better copy beside them; `doubled` are the mids
 * of those that came both ways: they tell nothing of who holds the thread
 */
export async function sortOutCopies<Action extends { mid: string | null; standby: boolean }>(
  store: Pick<ReadStore, 'messagesByMid'>,
  id: ConversationId,
  actions: readonly Action[],
  /** False while it cannot be: nobody else ever held this thread. */
  mayBeInThread: boolean,
): Promise<{ readonly actions: readonly Action[]; readonly doubled: ReadonlySet<string> }> {
  if (!mayBeInThread && !actions.some(({ standby }) => standby)) {
    return { actions, doubled: new Set() };
  }
  const mids = actions.flatMap(({ mid }) => mid ?? []);
  const lines = mids.length === 0 ? [] : await store.messagesByMid(id, mids);
  const seen = new Set(lines.flatMap((line) => (line.direction === 'in' ? (line.mid ?? []) : [])));
  const heard = new Set(actions.flatMap(({ mid, standby }) => (standby ? [] : (mid ?? []))));
  const copied = new Set(actions.flatMap(({ mid, standby }) => (standby ? (mid ?? []) : [])));
  const all = [...heard, ...copied];
  return {
    actions: actions.filter(
      ({ mid, standby }) => mid === null || !(seen.has(mid) || (standby && heard.has(mid))),
    ),
    doubled: new Set(all.filter((mid) => seen.has(mid) || (heard.has(mid) && copied.has(mid)))),
  };
}
