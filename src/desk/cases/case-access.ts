import type { Case } from '../../domain/case.ts';
import { maskedCase, seesInFull } from '../../domain/masking.ts';
import type { Actor } from '../../domain/staff.ts';
import type { ReadStore } from '../../ports.ts';
import type { CaseView } from './case-shapes.ts';
import { caseView } from './case-view.ts';

/** The case as this member may see it: without numbers, unless they lead, hold its person or opened it. */
export async function caseSeenBy(
  store: Pick<ReadStore, 'conversation'>,
  actor: Actor,
  record: Case,
): Promise<CaseView> {
  const talks = await Promise.all(record.conversations.map((id) => store.conversation(id)));
  const held = talks.flatMap((talk) => talk ?? []);
  const full = record.openedBy?.staffId === actor.id || seesInFull(actor, held);
  return full ? caseView(record) : caseView(maskedCase(record), true);
}
