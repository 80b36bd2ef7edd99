import { appendFileSync } from 'node:fs';
import { expect } from 'chai';
import { sizes } from './sizes.ts';

/** What one fault did, as a line of the summary. */
export interface Finding {
  readonly fault: string;
  readonly tries: number;
  readonly events: number;
  readonly lost: number;
  /** Sent twice, each time after an outcome that nobody could know. */
  readonly doubled: number;
  readonly disordered: number;
  /** Every promise that did not hold, in words with ids. */
  readonly breaches: readonly string[];
}

/** Puts the finding into the summary. */
export function record(finding: Finding): void {
  if (sizes.FAULT_REPORT === undefined) return;
  appendFileSync(sizes.FAULT_REPORT, `${JSON.stringify(finding)}\n`);
}

/** Puts the finding into the summary and fails the test on any breach. */
export function conclude(finding: Finding): void {
  record(finding);
  const { breaches } = finding;
  expect(breaches.slice(0, 20), `${breaches.length} breaches`).to.deep.equal([]);
}
