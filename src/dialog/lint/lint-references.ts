import { COMPLAINT_TYPES, isIntent } from '../../domain/problem-types.ts';
import { isPrompt } from '../flow.ts';
import type { FlowLint } from './lint-flows.ts';

type At = readonly PropertyKey[];

/** Every text, step and flow that is named exists, and every text is used. */
export function lintReferences(lint: FlowLint, options: { readonly complete: boolean }): void {
  const { flow, flowIds, report } = lint;
  const stepIds = new Set(flow.steps.flatMap((step) => step.id ?? []));
  const used = new Set<string>();
  const text = (at: At, name: string) => {
    used.add(name);
    if (flow.texts[name] === undefined) {
      report(at, `text ${name} is missing`, 'write it under texts: with th: and en:');
    }
  };
  const step = (at: At, name: string) => {
    if (stepIds.has(name)) return;
    report(at, `no step has the id ${name}`, 'correct the name or give a step this id');
  };
  const otherFlow = (at: At, name: string) => {
    if (flowIds.has(name) || !options.complete) return;
    report(at, `there is no flow ${name}`, 'name a file of dialogs/ without its .yml');
  };

  if (flow.title !== undefined) text(['title'], flow.title);
  flow.intents.forEach((intent, index) => {
    if (isIntent(intent)) return;
    report(['intents', index], `there is no intent ${intent}`, 'name a file of knowledge/intents/');
  });
  flow.steps.forEach((item, index) => {
    const at: At = ['steps', index];
    if ('say' in item) text([...at, 'say'], item.say);
    if ('goto' in item) step([...at, 'goto'], item.goto);
    if ('start' in item) otherFlow([...at, 'start'], item.start);
    if ('start_from' in item) {
      for (const type of COMPLAINT_TYPES) otherFlow([...at, 'start_from'], type);
    }
    if ('branch' in item) {
      item.branch.forEach((arm, i) => step([...at, 'branch', i, 'goto'], arm.goto));
    }
    if (!isPrompt(item)) return;
    text([...at, 'text'], item.text);
    if (item.why !== undefined) text([...at, 'why'], item.why);
    if (!('choose' in item)) return;
    item.options.forEach((option, i) => {
      const here = [...at, 'options', i];
      text([...here, 'title'], option.title);
      if (option.goto !== undefined) step([...here, 'goto'], option.goto);
      if (option.flow !== undefined) otherFlow([...here, 'flow'], option.flow);
    });
    if (item.options_from !== undefined) {
      for (const type of COMPLAINT_TYPES) text([...at, 'options_from'], `type_${type}`);
    }
  });
  // A file without steps is wording alone, used by the program.
  if (flow.steps.length === 0) return;
  for (const name of Object.keys(flow.texts)) {
    if (!used.has(name)) {
      report(['texts', name], `text ${name} is used by no step`, 'delete it or use it');
    }
  }
}
