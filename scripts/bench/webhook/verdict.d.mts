import type { Row } from './figures.mjs';

export interface Verdict {
  readonly aim: string;
  readonly system: string;
  readonly met: boolean;
  readonly settings: string;
  readonly worst: string;
}

export function verdicts(rows: readonly Row[], ours: readonly string[]): Verdict[];
