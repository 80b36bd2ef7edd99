import { byStaff, ofCase } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Actor } from '../domain/staff.ts';
import type { Clock, Ids, Store } from '../ports.ts';

/**
 * Puts a legal hold on a case, or lifts it (reason null): while it stands, nothing of the case is
 * erased.
 * @returns null when there is no such case
 */
export async function holdCase(
  { store, clock, ids }: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  actor: Actor,
  reference: ReferenceCode,
  reason: string | null,
): Promise<Case | null> {
  for (;;) {
    const record = await store.caseByReference(reference);
    if (record === null) return null;
    const at = clock.now();
    const by = { staffId: actor.id, name: actor.name };
    const next: Case = {
      ...record,
      version: record.version + 1,
      legalHold: reason === null ? null : { at, by, reason },
    };
    const result = await store.commit({
      cases: [{ expectedVersion: record.version, next }],
      live: [{ id: ids.next(), at, topic: 'case', subject: reference }],
      audit: [
        {
          at,
          actor: byStaff(actor.id),
          action: reason === null ? 'case.hold_lifted' : 'case.held',
          subject: ofCase(reference),
        },
      ],
    });
    if (result.status === 'committed') return next;
  }
}
