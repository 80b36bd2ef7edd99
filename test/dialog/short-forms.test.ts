import { expect } from 'chai';
import { holds } from '../../src/dialog/condition.ts';
import {
  isLeftToOfficer,
  isPrompt,
  slotOf,
  type Flow,
  type PromptStep,
} from '../../src/dialog/flow.ts';
import { gatheredWith } from '../../src/dialog/gather.ts';
import type { SlotValue } from '../../src/dialog/turn.ts';
import { COMPLAINT_TYPES } from '../../src/domain/problem-types.ts';
import { shippedContent } from '../fakes/shipped.ts';

/** What a frightened person at a phone is asked at most, who has told nothing but what it is about. */
const MOST_QUESTIONS = 6;
/** Asked beside: whether a case may be made, and who complains. */
const BESIDE = ['consent', 'own_name', 'same_contact'];

type Slots = Readonly<Record<string, SlotValue>>;

describe('forms', () => {
  const flows = new Map(shippedContent().flows.map((flow) => [flow.id, flow]));

  for (const type of COMPLAINT_TYPES) {
    it(`ask little: ${type}`, () => {
      const flow = flows.get(type);
      if (flow === undefined) throw new Error(`There is no form ${type}.`);
      const longest = pathsOf(flow, 0, {}).sort((a, b) => b.length - a.length)[0] ?? [];
      expect(longest, longest.join(', ')).to.have.length.within(1, MOST_QUESTIONS);
    });
  }
});

/** Every way through a form for somebody who tells no more than is asked, as the slots asked for. */
function pathsOf(flow: Flow, from: number, known: Slots): string[][] {
  let slots = known;
  let asked: string[] = [];
  for (let at = from; at < flow.steps.length; at += 1) {
    const step = flow.steps[at];
    if (step === undefined || !holds(step.when, { slots })) continue;
    if ('end' in step) return [asked];
    if ('set' in step) slots = { ...slots, ...step.set };
    const arm =
      'branch' in step
        ? step.branch.find(({ slot, is }) => is.some((value) => slots[slot] === value))
        : undefined;
    if (arm !== undefined) at = indexOf(flow, arm.goto) - 1;
    if (!isPrompt(step) || isLeftToOfficer(step) || slots[slotOf(step)] !== undefined) continue;
    if (!BESIDE.includes(slotOf(step)) && isAskedItself(flow, step, slots)) {
      asked = [...asked, slotOf(step)];
    }
    if (!('choose' in step)) {
      slots = { ...slots, [slotOf(step)]: 'told' };
      continue;
    }
    const before = asked;
    const chosen = step.options.map(({ value }) => ({ ...slots, [step.choose]: value }));
    return chosen.flatMap((next) =>
      pathsOf(flow, at + 1, next).map((rest) => [...before, ...rest]),
    );
  }
  return [asked];
}

/** Files one after the other are one question. */
const isAskedItself = (flow: Flow, step: PromptStep, slots: Slots) =>
  !('collect' in step) || gatheredWith(flow, step, { slots: { ...slots } })[0] === step;

const indexOf = (flow: Flow, id: string) => flow.steps.findIndex((step) => step.id === id);
