import type { ContentProblem } from '../../domain/content-problem.ts';
import type { FlowSource } from '../read-flows.ts';
import { lintLimits } from './lint-limits.ts';
import { lintReach } from './lint-reach.ts';
import { lintReferences } from './lint-references.ts';
import { lintSlots } from './lint-slots.ts';
import { lintWhole } from './lint-whole.ts';

/** One look at one flow; `report` names the place in the file. */
export interface FlowLint extends FlowSource {
  readonly flowIds: ReadonlySet<string>;
  readonly report: (at: readonly PropertyKey[], message: string, fix: string) => void;
}

/**
 * Lints flows that have the right form.
 * @param options.complete false when a file could not be read: then what flows say of each other
 * is not judged
 */
export function lintFlows(
  sources: readonly FlowSource[],
  options: { readonly complete: boolean },
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const flowIds = new Set(sources.map(({ flow }) => flow.id));
  for (const { flow, yaml } of sources) {
    const lint: FlowLint = {
      flow,
      yaml,
      flowIds,
      report: (at, message, fix) => problems.push(yaml.problem(at, message, fix)),
    };
    lintReferences(lint, options);
    lintLimits(lint);
    lintSlots(lint);
    lintReach(lint);
  }
  if (options.complete) problems.push(...lintWhole(sources));
  return problems;
}
