import type { Step } from '../flow.ts';
import type { FlowLint } from './lint-flows.ts';

/** Every step can be reached from the first one, and no two have the same id. */
export function lintReach({ flow, report }: FlowLint): void {
  const index = new Map<string, number>();
  flow.steps.forEach(({ id }, at) => {
    if (id === undefined) return;
    if (index.has(id)) {
      report(['steps', at, 'id'], `two steps have the id ${id}`, 'give one of them another id');
    } else {
      index.set(id, at);
    }
  });
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = flow.steps[at];
    if (step === undefined || seen.has(at)) continue;
    seen.add(at);
    for (const name of jumpsOf(step)) {
      const target = index.get(name);
      if (target !== undefined) open.push(target);
    }
    const leaves =
      ['end', 'start', 'start_from', 'goto'].some((kind) => kind in step) ||
      ('interrupted' in step && step.interrupted !== 'drop');
    if (!leaves || step.when !== undefined) open.push(at + 1);
  }
  flow.steps.forEach((_, at) => {
    if (!seen.has(at)) {
      report(['steps', at], 'no step leads here', 'delete it or jump to it with goto');
    }
  });
}

function jumpsOf(step: Step): string[] {
  if ('goto' in step) return [step.goto];
  if ('branch' in step) return step.branch.map((arm) => arm.goto);
  if ('choose' in step) return step.options.flatMap((option) => option.goto ?? []);
  return [];
}
