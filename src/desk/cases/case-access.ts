import { byStaff, ofCase } from '../../domain/audit.ts';
import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/ids.ts';
import { maskedCase, seesInFull } from '../../domain/masking.ts';
import type { Actor } from '../../domain/staff.ts';
import type { Store } from '../../ports.ts';
import type { CaseView } from './case-shapes.ts';
import { caseView } from './case-view.ts';

/** How long whoever asked for the numbers of a case, with a reason, goes on seeing them. */
const UNMASKED_MS = 15 * 60_000;

/**
 * The case as this member may see it: without numbers, unless they lead, hold its person, opened it,
 * or have lately told the audit why they need them.
 */
export async function caseSeenBy(
  store: Pick<Store, 'conversation' | 'auditEntries'>,
  actor: Actor,
  record: Case,
  now: Instant,
): Promise<CaseView> {
  const talks = await Promise.all(record.conversations.map((id) => store.conversation(id)));
  const held = talks.flatMap((talk) => talk ?? []);
  const full =
    record.openedBy?.staffId === actor.id ||
    seesInFull(actor, held) ||
    (await hasUnmasked(store, actor, record, now));
  return full ? caseView(record) : caseView(maskedCase(record), true);
}

/** Asked of the audit: so it holds for every instance, and nobody sees numbers without an entry. */
async function hasUnmasked(
  store: Pick<Store, 'auditEntries'>,
  actor: Actor,
  { reference }: Case,
  now: Instant,
): Promise<boolean> {
  const { items } = await store.auditEntries({
    subjects: [ofCase(reference)],
    actor: byStaff(actor.id),
    action: 'case.unmasked',
    since: now - UNMASKED_MS,
    limit: 1,
  });
  return items.length > 0;
}
