import type { z } from 'zod';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { YamlFile, type YamlPath } from '../understanding/yaml-file.ts';
import { flowFile, parseStep, stepKinds, type Flow, type Step } from './flow.ts';
import { lintFlows } from './lint/lint-flows.ts';

export type ReadFlows =
  | { readonly status: 'ok'; readonly flows: readonly Flow[] }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

/** A flow with the file that it stands in, for naming lines. */
export interface FlowSource {
  readonly flow: Flow;
  readonly yaml: YamlFile;
}

/** Reads and lints all dialog files together: each problem names file, line and fix. */
export function readFlows(files: readonly ContentFile[]): ReadFlows {
  const problems: ContentProblem[] = [];
  const sources: FlowSource[] = [];
  for (const file of files) {
    const yaml = new YamlFile(file);
    const read = readFlow(file, yaml);
    if (read.status === 'ok') sources.push({ flow: read.flow, yaml });
    else problems.push(...read.problems);
  }
  // A file that cannot be read would make every mention of its flow look wrong.
  problems.push(...lintFlows(sources, { complete: problems.length === 0 }));
  return problems.length > 0
    ? { status: 'invalid', problems }
    : { status: 'ok', flows: sources.map(({ flow }) => flow) };
}

type ReadFlow =
  | { readonly status: 'ok'; readonly flow: Flow }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

function readFlow(file: ContentFile, yaml: YamlFile): ReadFlow {
  if (yaml.faults.length > 0) return { status: 'invalid', problems: yaml.faults };
  const parsed = flowFile.safeParse(yaml.value);
  if (!parsed.success) {
    return {
      status: 'invalid',
      problems: parsed.error.issues.map((issue) => problemOf(yaml, [], issue)),
    };
  }
  const { steps: rawSteps, ...head } = parsed.data;
  const problems: ContentProblem[] = [];
  const steps = rawSteps.flatMap((raw, index): Step[] => {
    const step = parseStep(raw);
    if (step === null) {
      const fix = `use one of ${stepKinds.join(', ')}`;
      problems.push(yaml.problem(['steps', index], 'names no kind of step', fix));
      return [];
    }
    if (step.success) return [step.data];
    problems.push(...step.error.issues.map((issue) => problemOf(yaml, ['steps', index], issue)));
    return [];
  });
  if (`${head.id}.yml` !== file.path.split('/').at(-1)) {
    problems.push(
      yaml.problem(['id'], `id ${head.id} differs from the file's name`, 'give both the same name'),
    );
  }
  return problems.length > 0
    ? { status: 'invalid', problems }
    : { status: 'ok', flow: { ...head, steps, file: file.path } };
}

/** A fault of form, in words for people who write no programs. */
function problemOf(yaml: YamlFile, below: YamlPath, issue: z.core.$ZodIssue): ContentProblem {
  const path = [...below, ...issue.path];
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
