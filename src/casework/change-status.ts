import { allowedNextStatuses, type Case, type CaseStatus } from '../domain/case.ts';
import type { Instant } from '../domain/ids.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Actor } from '../domain/staff.ts';
import type { Change, Clock, Ids, Store } from '../ports.ts';

export type ChangeStatus =
  | { readonly status: 'ok'; readonly case: Case }
  | { readonly status: 'not_found' }
  | { readonly status: 'not_allowed'; readonly allowed: readonly CaseStatus[] };

/**
 * Moves a case along; every move stands in its history.
 * @param tools.news what else the same commit changes: the person is told
 */
export async function changeStatus(
  tools: {
    readonly store: Store;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly news: (changed: Case, now: Instant) => Promise<Change>;
  },
  actor: Actor,
  reference: ReferenceCode,
  next: CaseStatus,
): Promise<ChangeStatus> {
  const { store, clock, ids } = tools;
  for (;;) {
    const found = await store.caseByReference(reference);
    if (found === null) return { status: 'not_found' };
    const allowed = allowedNextStatuses(found.status);
    if (!allowed.includes(next)) return { status: 'not_allowed', allowed };
    const now = clock.now();
    const changed: Case = {
      ...found,
      version: found.version + 1,
      status: next,
      updatedAt: now,
      history: [...found.history, { at: now, status: next, holder: found.holder, by: actor.name }],
    };
    const news = await tools.news(changed, now);
    const result = await store.commit({
      ...news,
      cases: [{ expectedVersion: found.version, next: changed }],
      live: [...(news.live ?? []), { id: ids.next(), at: now, topic: 'case', subject: reference }],
    });
    if (result.status === 'committed') return { status: 'ok', case: changed };
  }
}
