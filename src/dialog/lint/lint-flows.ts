import type { ContentProblem } from '../../domain/content-problem.ts';
import { parseStep, slotsFilledBy } from '../flow.ts';
import type { FlowSource } from '../read-flows.ts';
import type { Place, Shared } from '../shared-parts.ts';
import { lintConsent } from './lint-consent.ts';
import { lintLimits } from './lint-limits.ts';
import { lintReach } from './lint-reach.ts';
import { lintReferences } from './lint-references.ts';
import { lintShared } from './lint-shared.ts';
import { lintSlots } from './lint-slots.ts';
import { lintWhole } from './lint-whole.ts';

/** One look at one flow; `report` names the place in the file. */
export interface FlowLint extends FlowSource {
  readonly flowIds: ReadonlySet<string>;
  /** Slots that shared parts fill; a part may compare what another one asks. */
  readonly sharedSlots: ReadonlySet<string>;
  readonly report: (at: readonly PropertyKey[], message: string, fix: string) => void;
}

/**
 * Lints flows that have the right form.
 * @param options.complete false when a file could not be read: then what flows say of each other
 * is not judged
 */
export function lintFlows(
  sources: readonly FlowSource[],
  shared: Shared | null,
  options: { readonly complete: boolean },
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const flowIds = new Set(sources.map(({ flow }) => flow.id));
  const sharedSlots = slotsOf(shared);
  for (const source of sources) {
    const lint: FlowLint = {
      ...source,
      flowIds,
      sharedSlots,
      report: (at, message, fix) => {
        const place = placeOf(source, shared, at);
        problems.push(place.yaml.problem(place.at, message, fix));
      },
    };
    lintReferences(lint, options);
    lintLimits(lint);
    lintSlots(lint);
    lintReach(lint);
    lintConsent(lint);
  }
  if (options.complete) problems.push(...lintWhole(sources), ...lintShared(sources, shared));
  return problems;
}

/** Where the thing is written that stands at this place of the flow as it is used. */
function placeOf(source: FlowSource, shared: Shared | null, at: readonly PropertyKey[]): Place {
  const [what, which, ...rest] = at;
  const step = what === 'steps' && typeof which === 'number' ? source.places[which] : undefined;
  if (step !== undefined) return { yaml: step.yaml, at: [...step.at, ...rest] };
  const own = what !== 'texts' || source.ownTexts.has(String(which));
  return { yaml: own || shared === null ? source.yaml : shared.yaml, at };
}

function slotsOf(shared: Shared | null): Set<string> {
  const steps = Object.values(shared?.parts ?? {}).flatMap((part) => part.map(parseStep));
  const filled = steps.flatMap((step) => (step?.success === true ? slotsFilledBy(step.data) : []));
  return new Set(filled);
}
