import type { AuditDraft } from '../domain/audit.ts';
import type { Case } from '../domain/case.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { EvidenceId } from '../domain/ids.ts';
import type { Timer } from '../domain/timer.ts';
import type { Opinion } from '../domain/opinion.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';

/** What a turn makes besides the conversation itself; committed with it. */
export interface TurnWork {
  readonly cases: Case[];
  /** Stored cases as they are from this turn on, one version later. */
  readonly changedCases: Case[];
  readonly audit: AuditDraft[];
  readonly handoffs: Handoff[];
  evidence: Evidence[];
  readonly unanswered: UnansweredQuestion[];
  /** Files that the person has taken back. */
  readonly dropped: EvidenceId[];
  readonly timers: Timer[];
  readonly opinions: Opinion[];
  readonly cancelTimers: string[];
  /** The secret of a case that the person has told: for this turn only, and never stored. */
  heardSecret: string | null;
}

export function newWork(): TurnWork {
  return {
    cases: [],
    handoffs: [],
    evidence: [],
    unanswered: [],
    changedCases: [],
    opinions: [],
    cancelTimers: [],
    audit: [],
    dropped: [],
    timers: [],
    heardSecret: null,
  };
}

export function keepHandoff(work: TurnWork, handoff: Handoff | null): void {
  if (handoff !== null) work.handoffs.push(handoff);
}

/** A stored case is another one from this turn on; changed twice, it is one version later all the same. */
export function changeCase(work: TurnWork, stored: Case, change: (current: Case) => Case): void {
  const place = work.changedCases.findIndex(({ reference }) => reference === stored.reference);
  const current = place < 0 ? stored : (work.changedCases[place] ?? stored);
  const next = { ...change(current), version: stored.version + 1 };
  if (place < 0) work.changedCases.push(next);
  else work.changedCases[place] = next;
}
