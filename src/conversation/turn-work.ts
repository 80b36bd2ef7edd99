import type { Case } from '../domain/case.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Handoff } from '../domain/handoff.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';

/** What a turn makes besides the conversation itself; committed with it. */
export interface TurnWork {
  readonly cases: Case[];
  readonly handoffs: Handoff[];
  evidence: Evidence[];
  readonly unanswered: UnansweredQuestion[];
}

export function keepHandoff(work: TurnWork, handoff: Handoff | null): void {
  if (handoff !== null) work.handoffs.push(handoff);
}
