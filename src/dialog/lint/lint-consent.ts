import type { FlowLint } from './lint-flows.ts';

/** No case is opened before the person was asked whether one may be made of what they told. */
export function lintConsent({ flow, report }: FlowLint): void {
  const opens = flow.steps.findIndex((step) => 'open_case' in step || 'open_case_from' in step);
  if (opens < 0) return;
  const before = flow.steps.slice(0, opens);
  const asks = before.some((step) => 'look_up' in step && step.look_up === 'consent');
  const keeps = before.some((step) => 'keep' in step && step.keep === 'consent');
  if (asks && keeps) return;
  report(
    ['steps', opens],
    'a case is opened without the consent of the person',
    'write use: open, which asks for it',
  );
}
