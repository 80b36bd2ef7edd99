import type { YamlFile, YamlPath } from '../understanding/yaml-file.ts';
import { useStep } from './flow-file.ts';
import type { Texts } from './flow.ts';

type RawStep = Readonly<Record<string, unknown>>;

/** What `dialogs/shared.yml` holds, with the file for naming lines. */
export interface Shared {
  readonly parts: Readonly<Record<string, readonly RawStep[]>>;
  readonly texts: Texts;
  readonly yaml: YamlFile;
}

/** Where a step is written: in its flow, or in the shared file. */
export interface Place {
  readonly yaml: YamlFile;
  readonly at: YamlPath;
}

export interface PlacedStep {
  readonly raw: RawStep;
  readonly place: Place;
}

type Expanded =
  | { readonly status: 'ok'; readonly steps: readonly PlacedStep[] }
  | { readonly status: 'invalid'; readonly message: string; readonly fix: string };

export const isUse = (raw: RawStep): boolean => 'use' in raw;

/** The steps of the part that a `use:` names, each under the condition of the `use:` as well. */
export function expandUse(raw: RawStep, shared: Shared | null): Expanded {
  const use = useStep.safeParse(raw);
  if (!use.success) {
    return invalid(
      'use: is not written right',
      'write use: and a part, and no more than id: and when:',
    );
  }
  const { use: name, id, when } = use.data;
  const part = shared?.parts[name];
  if (shared === null || part === undefined) {
    return invalid(`there is no part ${name}`, 'name one of parts: in dialogs/shared.yml');
  }
  if (id !== undefined && part[0] !== undefined && 'id' in part[0]) {
    return invalid(`part ${name} begins with an id of its own`, 'jump to that id instead');
  }
  const steps = part.map((step, index): PlacedStep => {
    const own: unknown = step['when'];
    const both = when === undefined ? own : { ...(typeof own === 'object' ? own : {}), ...when };
    return {
      raw: {
        ...step,
        ...(both === undefined ? {} : { when: both }),
        ...(index === 0 && id !== undefined ? { id } : {}),
      },
      place: { yaml: shared.yaml, at: ['parts', name, index] },
    };
  });
  return { status: 'ok', steps };
}

function invalid(message: string, fix: string): Expanded {
  return { status: 'invalid', message, fix };
}
