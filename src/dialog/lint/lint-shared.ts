import type { ContentProblem } from '../../domain/content-problem.ts';
import type { FlowSource } from '../read-flows.ts';
import type { Shared } from '../shared-parts.ts';

/** Every shared part and text is used by some flow. */
export function lintShared(
  sources: readonly FlowSource[],
  shared: Shared | null,
): ContentProblem[] {
  if (shared === null) return [];
  const usedParts = new Set(
    sources.flatMap(({ places }) =>
      places.flatMap(({ yaml, at }) => (yaml === shared.yaml ? [String(at[1])] : [])),
    ),
  );
  const usedTexts = new Set(
    sources.flatMap(({ flow, ownTexts }) =>
      Object.keys(flow.texts).filter((name) => !ownTexts.has(name)),
    ),
  );
  const unused = (kind: 'parts' | 'texts', name: string) =>
    shared.yaml.problem(
      [kind, name],
      `${kind === 'parts' ? 'part' : 'text'} ${name} is used by no flow`,
      'delete it or use it',
    );
  return [
    ...Object.keys(shared.parts).flatMap((name) =>
      usedParts.has(name) ? [] : [unused('parts', name)],
    ),
    ...Object.keys(shared.texts).flatMap((name) =>
      usedTexts.has(name) ? [] : [unused('texts', name)],
    ),
  ];
}
