import type { Command } from './command.ts';
import type { Flow, Texts } from './flow.ts';
import { endGathering, gathering } from './gather.ts';
import { isPrompt, slotOf } from './flow.ts';
import { GO_ON, handsOverAtOnce, keepMatter } from './kept-matter.ts';
import { answerAside, answerQuestion, type Knowledge } from './knowledge-answers.ts';
import { isInMatter } from './route-act.ts';
import { leave } from './run-step.ts';
import { bubblesOf, say, titleOf } from './speak.ts';
import type { Turn } from './turn.ts';

export interface ObeyTools {
  readonly repairs: Texts;
  readonly knowledge: Knowledge;
  readonly flowOf: (id: string) => Flow | null;
}

/**
 * Does what a command says to the turn.
 * @returns the flow to begin (again), at its first open question; null: nothing is asked
 */
export function obey(turn: Turn, command: Command, tools: ObeyTools): string | null {
  const { memory } = turn;
  const repair = (name: string) => say(turn, bubblesOf(turn, tools.repairs, name));
  const again = memory.flow ?? 'welcome';
  switch (command.kind) {
    case 'start':
      park(turn, tools.flowOf(command.flow));
      if (memory.flow !== command.flow) {
        // What stops the money is not said twice.
        const said = memory.flow === GO_ON ? memory.said : [];
        Object.assign(memory, { said, filled: [] });
      }
      Object.assign(memory.slots, command.slots ?? {});
      return command.flow;
    case 'resume':
      return again;
    case 'cancel': {
      const visiting = memory.parked !== null;
      // Whoever cancels the question whether to go on does not want to.
      if (memory.slots['begins_with'] !== undefined) memory.kept = null;
      leave(turn);
      if (visiting) return null;
      repair('cancelled');
      return 'welcome';
    }
    case 'back': {
      const last = memory.filled.pop();
      if (last === undefined) repair('nothing_to_go_back_to');
      else forget(turn, last, tools.flowOf(memory.flow ?? ''));
      return again;
    }
    case 'later':
    case 'skip':
      if (memory.asking !== null) {
        // Of several files that are asked for at once, all are skipped that did not come.
        endGathering(gathering(tools.flowOf(memory.flow ?? ''), memory), memory);
        memory.slots[memory.asking] ??= null;
        memory.filled.push(memory.asking);
        memory.misses = 0;
      }
      if (command.kind === 'later' && asksForFile(turn, tools)) repair('send_later');
      return again;
    case 'correct':
      if (command.value === undefined) {
        forget(turn, command.slot, null);
        repair('correct_it');
      } else {
        memory.slots[command.slot] = command.value;
        memory.slots['corrected'] = command.value;
        repair('corrected');
        delete memory.slots['corrected'];
      }
      return again;
    case 'say':
      memory.slots['case'] = turn.services.latestCase;
      repair(command.text);
      delete memory.slots['case'];
      return isInMatter(turn) ? again : null;
    case 'ask_first':
      memory.offered = command.flow;
      askFirst(turn, command.flow, tools);
      return null;
    case 'why':
      say(turn, reasonFor(turn, tools));
      return again;
    case 'language':
      turn.language = command.language;
      turn.effects.push({ kind: 'language', language: command.language });
      // The greeting says what nobody should miss: say it again in the person's language.
      if (!isInMatter(turn)) memory.said = [];
      return again;
    case 'faq': {
      const bubbles = tools.knowledge.entry(command.id, turn.language);
      if (bubbles === null) repair('old_button');
      else say(turn, bubbles);
      return isInMatter(turn) ? again : null;
    }
    case 'aside':
      answerAside(turn, tools.knowledge);
      return again;
    case 'question': {
      const next = answerQuestion(turn, tools.knowledge, tools.repairs);
      return next === null ? null : obey(turn, next, tools);
    }
  }
}

/** Asks whether the matter in hand is to be dropped for another one. */
function askFirst(turn: Turn, flow: string, { repairs, flowOf }: ObeyTools): void {
  const { slots } = turn.memory;
  const here = flowOf(turn.memory.flow ?? '');
  slots['matter'] = here?.title === undefined ? null : titleOf(turn, here.texts, here.title);
  say(turn, bubblesOf(turn, repairs, 'another_matter'), [
    { title: titleOf(turn, repairs, 'button_go_on'), payload: 'go_on' },
    { title: titleOf(turn, repairs, 'button_begin_new'), payload: `begin:${flow}` },
  ]);
  delete slots['matter'];
}

/** Sets the form in hand aside for a visit that comes back to it; a new matter comes back to nothing. */
function park(turn: Turn, visited: Flow | null): void {
  const { memory } = turn;
  const here = memory.flow;
  if (visited?.aside !== true) {
    if (visited !== null && handsOverAtOnce(visited)) keepMatter(memory);
    memory.parked = null;
    return;
  }
  if (here === visited.id || !isInMatter(turn) || memory.parked !== null) return;
  const { flow, slots, filled, said, evidence, likely, matters, second, staffFacts } = memory;
  memory.parked = { flow, slots, filled, said, evidence, likely, matters, second, staffFacts };
  leave(turn);
}

/** Goes back to the form that was set aside. False when there is none. */
export function unpark(turn: Turn): boolean {
  const { parked } = turn.memory;
  if (parked === null) return false;
  Object.assign(turn.memory, parked, { parked: null });
  return true;
}

function forget(turn: Turn, slot: string, flow: Flow | null): void {
  const { memory } = turn;
  const together = gathering(flow, { ...memory, asking: slot }).map(({ collect }) => collect);
  // A slot set to undefined would be stored as null, which means that it was skipped.
  memory.slots = Object.fromEntries(
    Object.entries(memory.slots).filter(([name]) => name !== slot && !together.includes(name)),
  );
}

function asksForFile(turn: Turn, tools: ObeyTools): boolean {
  const steps = tools.flowOf(turn.memory.flow ?? '')?.steps ?? [];
  return steps.some((step) => 'collect' in step && step.collect === turn.memory.asking);
}

function reasonFor(turn: Turn, tools: ObeyTools): string[] {
  const flow = tools.flowOf(turn.memory.flow ?? '');
  const together = gathering(flow, turn.memory);
  if (flow !== null && together.length > 1) {
    return together.flatMap(({ why }) =>
      why === undefined ? [] : bubblesOf(turn, flow.texts, why),
    );
  }
  const step = flow?.steps.filter(isPrompt).find((item) => slotOf(item) === turn.memory.asking);
  return flow !== null && step?.why !== undefined
    ? bubblesOf(turn, flow.texts, step.why)
    : bubblesOf(turn, tools.repairs, 'why_in_general');
}
