import type { StaffId } from './ids.ts';
import type { Shift } from './shift.ts';

/** `manual`: whoever claims; `round_robin`: whoever waited longest for one is given it. */
export const ASSIGNMENT_MODES = ['manual', 'round_robin'] as const;
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number];

export const MOST_CAPACITY = 50;
export const MOST_ANSWER_MINUTES = 240;

/** How supervisors run the desk. One for the whole desk. */
export interface DeskSetup {
  /** Rises with every change; 0: nothing was ever set. */
  readonly version: number;
  readonly mode: AssignmentMode;
  /** How many open conversations a member may have before none is assigned any more. */
  readonly capacity: number;
  /** Members for whom another number holds. */
  readonly capacities: Readonly<Record<string, number>>;
  /** An assigned conversation that is not answered for so long is taken back, in minutes. */
  readonly answerMinutes: number;
  /** Empty: nobody has planned any, and nothing is told of them. */
  readonly shifts: readonly Shift[];
}

export const DEFAULT_SETUP: DeskSetup = {
  version: 0,
  mode: 'manual',
  capacity: 5,
  capacities: {},
  answerMinutes: 5,
  shifts: [],
};

export function capacityOf(setup: DeskSetup, id: StaffId): number {
  return setup.capacities[id] ?? setup.capacity;
}
