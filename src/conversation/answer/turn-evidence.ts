import type { KeptEvidence } from '../../dialog/turn.ts';
import type { Case } from '../../domain/case.ts';
import { isFromPerson, type Evidence } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Store } from '../../ports.ts';
import type { Draft } from '../draft.ts';
import type { TurnWork } from '../turn-work.ts';

/** Notes for each file what the form asked for when it came. */
export function nameEvidence(work: TurnWork, known: readonly KeptEvidence[]): void {
  const kinds = new Map<string, string | null>(known.map((item) => [item.evidenceId, item.kind]));
  work.evidence = work.evidence.map((item) => ({ ...item, kind: kinds.get(item.id) ?? item.kind }));
}

/** A new case takes what the person has sent in this conversation and no other case has. */
export async function giveToCase(
  store: Store,
  draft: Draft,
  work: TurnWork,
  record: Case,
  now: Instant,
): Promise<void> {
  const { reference } = record;
  const stored = (await store.evidenceOfConversation(draft.conversation.id)).filter(isFromPerson);
  const take = (item: Evidence) => (item.reference === null ? { ...item, reference } : item);
  work.evidence = [...stored.filter((item) => item.reference === null), ...work.evidence].map(take);
  tieCase(draft, record, now);
}

/** The conversation has another case. */
export function tieCase(draft: Draft, { reference }: Case, now: Instant): void {
  draft.update({ caseReferences: [...draft.conversation.caseReferences, reference] });
  draft.addNotice({ kind: 'case_opened', reference }, now);
}

/** What comes when no form is in hand was promised for later: it belongs to the last case. */
export function giveToLastCase(draft: Draft, work: TurnWork): void {
  const reference = draft.conversation.caseReferences.at(-1);
  if (reference === undefined) return;
  work.evidence = work.evidence.map((item) =>
    item.reference === null ? { ...item, reference } : item,
  );
}
