import type { z } from 'zod';
import {
  describeProblem,
  type ContentFile,
  type ContentProblem,
} from '../domain/content-problem.ts';
import { YamlFile, type YamlPath } from '../understanding/yaml-file.ts';
import { flowFile, sharedFile } from './flow-file.ts';
import { parseStep, stepKinds, textsOf, type Flow, type Step } from './flow.ts';
import { lintFlows } from './lint/lint-flows.ts';
import { expandUse, isUse, type Place, type PlacedStep, type Shared } from './shared-parts.ts';

export type ReadFlows =
  | { readonly status: 'ok'; readonly flows: readonly Flow[] }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

/** A flow with the files that it stands in, for naming lines. */
export interface FlowSource {
  readonly flow: Flow;
  readonly yaml: YamlFile;
  /** Where each step is written. */
  readonly places: readonly Place[];
  /** Names of the texts that the flow writes itself; the others are shared. */
  readonly ownTexts: ReadonlySet<string>;
}

const SHARED = 'dialogs/shared.yml';

/** Reads and lints all dialog files together: each problem names file, line and fix. */
export function readFlows(files: readonly ContentFile[]): ReadFlows {
  const problems: ContentProblem[] = [];
  const sources: FlowSource[] = [];
  const shared = readShared(files.find(({ path }) => path === SHARED) ?? null, problems);
  for (const file of files) {
    if (file.path === SHARED) continue;
    const yaml = new YamlFile(file);
    const read = readFlow(file, yaml, shared);
    if (read.status === 'ok') sources.push(read.source);
    else problems.push(...read.problems);
  }
  // A file that cannot be read would make every mention of its flow look wrong.
  problems.push(...lintFlows(sources, shared, { complete: problems.length === 0 }));
  return problems.length > 0
    ? { status: 'invalid', problems: onceEach(problems) }
    : { status: 'ok', flows: sources.map(({ flow }) => flow) };
}

/** A fault in a shared part shows in every flow that uses it. */
function onceEach(problems: readonly ContentProblem[]): ContentProblem[] {
  return [...new Map(problems.map((item) => [describeProblem(item), item])).values()];
}

function readShared(file: ContentFile | null, problems: ContentProblem[]): Shared | null {
  if (file === null) return null;
  const yaml = new YamlFile(file);
  const parsed = sharedFile.safeParse(yaml.value);
  if (yaml.faults.length > 0) problems.push(...yaml.faults);
  else if (parsed.success) return { ...parsed.data, yaml };
  else problems.push(...parsed.error.issues.map((issue) => problemOf({ yaml, at: [] }, issue)));
  return null;
}

type ReadFlow =
  | { readonly status: 'ok'; readonly source: FlowSource }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

function readFlow(file: ContentFile, yaml: YamlFile, shared: Shared | null): ReadFlow {
  if (yaml.faults.length > 0) return { status: 'invalid', problems: yaml.faults };
  const parsed = flowFile.safeParse(yaml.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => problemOf({ yaml, at: [] }, issue));
    return { status: 'invalid', problems };
  }
  const { steps: rawSteps, ...head } = parsed.data;
  const problems: ContentProblem[] = [];
  const placed = rawSteps.flatMap((raw, index): readonly PlacedStep[] => {
    const at: YamlPath = ['steps', index];
    if (!isUse(raw)) return [{ raw, place: { yaml, at } }];
    const expanded = expandUse(raw, shared);
    if (expanded.status === 'ok') return expanded.steps;
    problems.push(yaml.problem([...at, 'use'], expanded.message, expanded.fix));
    return [];
  });
  const steps = placed.flatMap((step) => readStep(step, problems));
  if (`${head.id}.yml` !== file.path.split('/').at(-1)) {
    problems.push(
      yaml.problem(['id'], `id ${head.id} differs from the file's name`, 'give both the same name'),
    );
  }
  if (problems.length > 0) return { status: 'invalid', problems };
  const ownTexts = new Set(Object.keys(head.texts));
  const named = [...steps.flatMap(textsOf), ...(head.title === undefined ? [] : [head.title])];
  const texts = Object.fromEntries(
    named.flatMap((name) => {
      const text = shared?.texts[name];
      return text === undefined || ownTexts.has(name) ? [] : [[name, text] as const];
    }),
  );
  const flow: Flow = { ...head, steps, file: file.path, texts: { ...texts, ...head.texts } };
  return {
    status: 'ok',
    source: { flow, yaml, places: placed.map(({ place }) => place), ownTexts },
  };
}

function readStep({ raw, place }: PlacedStep, problems: ContentProblem[]): Step[] {
  const step = parseStep(raw);
  if (step === null) {
    const fix = `use one of ${stepKinds.join(', ')}`;
    problems.push(place.yaml.problem(place.at, 'names no kind of step', fix));
    return [];
  }
  if (step.success) return [step.data];
  problems.push(...step.error.issues.map((issue) => problemOf(place, issue)));
  return [];
}

/** A fault of form, in words for people who write no programs. */
function problemOf({ yaml, at }: Place, issue: z.core.$ZodIssue): ContentProblem {
  const path = [...at, ...issue.path];
  const name = String(path.at(-1) ?? 'the file');
  switch (issue.code) {
    case 'unrecognized_keys':
      return yaml.problem(
        [...path, ...issue.keys.slice(0, 1)],
        `${issue.keys.join(', ')} is not known here`,
        'check the spelling against other files of this folder, or delete it',
      );
    case 'invalid_type':
      return yaml.problem(
        path,
        issue.message.startsWith('Invalid input')
          ? `${name} is missing or of the wrong kind (${issue.expected} expected)`
          : issue.message,
        'write it as in the other files of this folder',
      );
    default:
      return yaml.problem(
        path,
        issue.message.startsWith('the ') || issue.message.startsWith('a text')
          ? issue.message
          : `${name}: ${issue.message}`,
        'write it as in the other files of this folder',
      );
  }
}
