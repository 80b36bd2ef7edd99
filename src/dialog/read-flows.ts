import { LineCounter, parseDocument, type Document } from 'yaml';
import type { ContentFile, ContentProblem } from '../domain/content-problem.ts';
import { LIMITS } from '../domain/messaging-limits.ts';
import { flowFile, parseStep, stepKinds, type Flow, type Step } from './flow.ts';

export type ReadFlows =
  | { readonly status: 'ok'; readonly flows: readonly Flow[] }
  | { readonly status: 'invalid'; readonly problems: readonly ContentProblem[] };

/** Reads and lints all dialog files together: each problem names file, line and fix. */
export function readFlows(files: readonly ContentFile[]): ReadFlows {
  const problems: ContentProblem[] = [];
  const flows: Flow[] = [];
  const readers: Reader[] = [];
  for (const file of files) {
    const reader = new Reader(file, problems);
    const flow = reader.read();
    if (flow !== null) {
      flows.push(flow);
      readers.push(reader);
    }
  }
  const ids = new Set(flows.map((flow) => flow.id));
  flows.forEach((flow, index) => readers[index]?.lint(flow, ids));
  return problems.length > 0 ? { status: 'invalid', problems } : { status: 'ok', flows };
}

type Path = readonly (string | number)[];

class Reader {
  readonly #file: ContentFile;
  readonly #problems: ContentProblem[];
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(file: ContentFile, problems: ContentProblem[]) {
    this.#file = file;
    this.#problems = problems;
    this.#document = parseDocument(file.text, { lineCounter: this.#lines });
  }

  read(): Flow | null {
    for (const error of this.#document.errors) {
      this.#problems.push({
        file: this.#file.path,
        line: error.linePos?.[0].line ?? 1,
        message: `is not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
        fix: 'check the indentation, the dashes and the quotes around this line',
      });
    }
    if (this.#document.errors.length > 0) return null;
    const parsed = flowFile.safeParse(this.#document.toJS());
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        this.#report(
          issue.path as Path,
          issue.message,
          'compare it with the other files in dialogs/',
        );
      }
      return null;
    }
    const before = this.#problems.length;
    const steps = parsed.data.steps.flatMap((raw, index): Step[] => {
      const step = parseStep(raw);
      if (step === null) {
        this.#report(
          ['steps', index],
          'names no kind of step',
          `use one of ${stepKinds.join(', ')}`,
        );
        return [];
      }
      if (step.success) return [step.data];
      for (const issue of step.error.issues) {
        this.#report(
          ['steps', index, ...(issue.path as Path)],
          issue.message,
          'compare it with other steps of its kind',
        );
      }
      return [];
    });
    const { id, version, intents, texts } = parsed.data;
    if (`${id}.yml` !== this.#file.path.split('/').at(-1)) {
      this.#report(['id'], `id ${id} differs from the file's name`, 'give both the same name');
    }
    if (this.#problems.length > before) return null;
    return { id, version, intents, steps, texts: texts, file: this.#file.path };
  }

  lint(flow: Flow, flowIds: ReadonlySet<string>): void {
    const stepIds = new Set(flow.steps.flatMap((step) => (step.id === undefined ? [] : [step.id])));
    const used = new Set<string>();
    const text = (path: Path, name: string) => {
      used.add(name);
      if (flow.texts[name] === undefined) {
        this.#report(path, `text ${name} is missing`, `write it under texts: with th: and en:`);
      }
    };
    const target = (path: Path, name: string) => {
      if (!stepIds.has(name)) {
        this.#report(path, `no step has the id ${name}`, 'correct the name or give a step this id');
      }
    };
    flow.steps.forEach((step, index) => {
      const at: Path = ['steps', index];
      if ('say' in step) text([...at, 'say'], step.say);
      if ('text' in step) text([...at, 'text'], step.text);
      if ('why' in step && step.why !== undefined) text([...at, 'why'], step.why);
      if ('branch' in step) {
        step.branch.forEach((arm, i) => target([...at, 'branch', i, 'goto'], arm.goto));
      }
      if ('start' in step && !flowIds.has(step.start)) {
        this.#report([...at, 'start'], `there is no flow ${step.start}`, 'name a file of dialogs/');
      }
      if ('choose' in step) {
        step.options.forEach((option, i) => {
          text([...at, 'options', i, 'title'], option.title);
          if (option.goto !== undefined) target([...at, 'options', i, 'goto'], option.goto);
          if (option.flow !== undefined && !flowIds.has(option.flow)) {
            this.#report(
              [...at, 'options', i, 'flow'],
              `there is no flow ${option.flow}`,
              'name a file of dialogs/',
            );
          }
          for (const language of ['th', 'en'] as const) {
            const title = flow.texts[option.title]?.[language][0] ?? '';
            if (title.length > LIMITS.quickReplyTitle) {
              this.#report(
                ['texts', option.title, language],
                `the button has ${title.length} characters`,
                `shorten it to ${LIMITS.quickReplyTitle}; Thai vowels and tone marks count`,
              );
            }
          }
        });
      }
    });
    if (flow.steps.length === 0) return;
    for (const name of Object.keys(flow.texts)) {
      if (!used.has(name)) {
        this.#report(['texts', name], `text ${name} is used by no step`, 'delete it or use it');
      }
    }
    this.#lintReach(flow);
  }

  /** Every step must be reachable from the first one. */
  #lintReach(flow: Flow): void {
    const index = new Map(flow.steps.map((step, i) => [step.id, i]));
    const seen = new Set<number>();
    const open = [0];
    while (open.length > 0) {
      const at = open.pop() ?? 0;
      const step = flow.steps[at];
      if (step === undefined || seen.has(at)) continue;
      seen.add(at);
      const jumps =
        'branch' in step
          ? step.branch.map((arm) => arm.goto)
          : 'choose' in step
            ? step.options.flatMap((option) => option.goto ?? [])
            : [];
      for (const name of jumps) open.push(index.get(name) ?? -1);
      if (!('end' in step || 'start' in step)) open.push(at + 1);
    }
    flow.steps.forEach((_, i) => {
      if (!seen.has(i)) {
        this.#report(['steps', i], 'no step leads here', 'delete it or jump to it with goto');
      }
    });
  }

  #report(path: Path, message: string, fix: string): void {
    let line = 1;
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true) as
        { range?: [number, number, number] } | undefined;
      if (node?.range !== undefined) {
        line = this.#lines.linePos(node.range[0]).line;
        break;
      }
    }
    this.#problems.push({ file: this.#file.path, line, message, fix });
  }
}
