import type { DialogState } from '../domain/conversation.ts';
import { isComplaintType, type ComplaintType } from '../domain/problem-types.ts';
import { isFact } from '../domain/told-fact.ts';
import type { Command } from './command.ts';
import { isPrompt, type Flow } from './flow.ts';
import { FOUND_SLOTS } from './known-facts.ts';
import { looksLikeQuestion } from './question.ts';
import { titleOf } from './speak.ts';
import {
  blankMatter,
  memoryFrom,
  newMemory,
  type DialogMemory,
  type KeptMatter,
  type ParkedFlow,
  type Turn,
} from './turn.ts';

/** The flow that asks whether to go on with it. */
export const GO_ON = 'go_on';
/** The door for a matter whose type nobody knows. */
const UNSORTED = 'complaint';

const isMatter = (flow: string | null) =>
  flow === UNSORTED || flow === 'second_matter' || (flow !== null && isComplaintType(flow));

/** Whether a flow asks nothing and gives the person to the officers. */
export function handsOverAtOnce({ steps }: Flow): boolean {
  return steps.some((step) => 'hand_off' in step) && !steps.some(isPrompt);
}

/** The matter in hand, or set aside for a visit, that is not filed yet; null: there is none. */
export function openMatter(memory: DialogMemory): ParkedFlow | null {
  const { parked } = memory;
  if (isOpen(memory)) {
    const { flow, slots, filled, said, evidence, likely, matters, second, staffFacts } = memory;
    return { flow, slots, filled, said, evidence, likely, matters, second, staffFacts };
  }
  return parked !== null && isOpen(parked) ? parked : null;
}

function isOpen({ flow, slots }: ParkedFlow): boolean {
  return isMatter(flow) && slots['reference'] === undefined;
}

/** An officer takes over: what was told of a matter that is not filed is kept, and is never asked again. */
export function keepMatter(memory: DialogMemory): void {
  const matter = openMatter(memory);
  if (matter === null) return;
  const told = Object.entries(matter.slots).some(([slot, value]) => isFact(slot, value));
  if (!told && matter.evidence.length === 0) return;
  const type = String(matter.slots['problem_type'] ?? '');
  memory.kept = { ...structuredClone(matter), type: isComplaintType(type) ? type : null };
}

/** What the bot remembers when an officer gives the conversation back; null: nothing was left open. */
export function afterOfficer(state: DialogState | null): DialogState | null {
  const memory = memoryFrom(state);
  keepMatter(memory);
  return memory.kept === null ? null : { ...newMemory(), kept: memory.kept };
}

/** A matter of which nothing is known yet, for an officer to write into. */
export const blankKept = (type: ComplaintType | null): KeptMatter => {
  const { flow, slots, filled, said, evidence, likely, matters, second, staffFacts } =
    blankMatter();
  return { flow, slots, filled, said, evidence, likely, matters, second, staffFacts, type };
};

/**
 * Asks whether to go on with a matter that was kept, where another one would begin or nothing that
 * was said leads anywhere. What the person chose or asked for by name is theirs at once.
 */
export function goOnFirst(
  turn: Turn,
  command: Command | null,
  tools: {
    readonly flowOf: (id: string) => Flow | null;
    readonly answers: (text: string) => boolean;
  },
): Command | null {
  const { kept } = turn.memory;
  if (kept === null || command === null || tools.flowOf(GO_ON) === null) return command;
  const begins = beginsWith(turn, command, tools);
  if (begins === null) return command;
  const flow = kept.type === null ? null : tools.flowOf(kept.type);
  const matter = flow?.title === undefined ? null : titleOf(turn, flow.texts, flow.title);
  return { kind: 'start', flow: GO_ON, slots: { matter, begins_with: begins } };
}

/** The flow that would begin, when that is a matter or only the menu for want of anything better. */
function beginsWith(
  { input }: Turn,
  command: Command,
  { answers }: { readonly answers: (text: string) => boolean },
): string | null {
  if (command.kind === 'question') {
    return looksLikeQuestion(input.text) || answers(input.text) ? null : 'welcome';
  }
  if (command.kind !== 'start') return null;
  const unasked = input.payload === null && input.reading.act === null;
  if (command.flow === 'welcome') return unasked ? command.flow : null;
  return isMatter(command.flow) ? command.flow : null;
}

/** The person goes on with the matter that was kept: its facts are known, with what was said now. */
export function takeUp(turn: Turn): void {
  const { memory } = turn;
  const { kept, slots, said, evidence } = memory;
  if (kept === null) return;
  const { type, ...matter } = kept;
  const target = type ?? UNSORTED;
  Object.assign(memory, blankMatter(), matter, {
    kept: null,
    flow: target,
    said: [...matter.said, ...said],
    evidence: [...matter.evidence, ...evidence],
  });
  for (const slot of FOUND_SLOTS) {
    const value = slots[slot] ?? null;
    if (value !== null) memory.slots[slot] ??= value;
  }
  // Of a type that fits no form nothing is left to go on with; it is asked for again.
  if (type === null) delete memory.slots['problem_type'];
  turn.startNext = target;
}

/** The person drops it, and begins what their words, or the button, asked for. */
export function beginAnother(turn: Turn): void {
  const { memory } = turn;
  const next = String(memory.slots['begins_with'] ?? 'welcome');
  dropKept(turn);
  turn.startNext = next;
}

export function dropKept({ memory }: Turn): void {
  memory.kept = null;
  for (const slot of ['begins_with', 'go_on_with', 'matter']) delete memory.slots[slot];
}
