import type { Language } from '../domain/conversation.ts';
import { isFact } from '../domain/told-fact.ts';
import { holds } from './condition.ts';
import { fillIn } from './facts-in-words.ts';
import { isPrompt, slotOf, type Flow, type PromptStep } from './flow.ts';
import { optionTold } from './prompt.ts';
import type { SlotValue } from './turn.ts';

type Slots = Readonly<Record<string, SlotValue>>;

/** A file that a form asks for. `later`: the person has none now, or sends it later. */
export interface WantedFile {
  readonly kind: string;
  readonly state: 'present' | 'later' | 'missing';
}

/**
 * The files that the form of a matter asks for, in its order.
 * @param present what came as which of them
 */
export function wantedFiles(flow: Flow, slots: Slots, present: ReadonlySet<string>): WantedFile[] {
  return flow.steps.flatMap((step) =>
    'collect' in step && holds(step.when, { slots })
      ? [{ kind: step.collect, state: stateOf(slots[step.collect], present.has(step.collect)) }]
      : [],
  );
}

/** A number counts files; an officer who has seen one elsewhere says 1, one who finds it is none 0. */
function stateOf(slot: SlotValue | undefined, came: boolean): WantedFile['state'] {
  if (slot === 0) return 'missing';
  if (came || typeof slot === 'number') return 'present';
  return slot === null ? 'later' : 'missing';
}

/**
 * What the form would ask first of what is not known, in the person's language, for whoever goes on
 * in its place. Null: it has nothing left to ask of the matter itself.
 */
export function nextQuestion(
  flow: Flow,
  slots: Slots,
  present: ReadonlySet<string>,
  language: Language,
): { readonly slot: string; readonly text: string } | null {
  const next = flow.steps
    .filter(isPrompt)
    .find((step) => holds(step.when, { slots }) && isOpen(step, slots, present));
  if (next === undefined) return null;
  const bubbles = flow.texts[next.text]?.[language] ?? [];
  return {
    slot: slotOf(next),
    text: bubbles.map((text) => fillIn(text, slots, language)).join('\n'),
  };
}

function isOpen(step: PromptStep, slots: Slots, present: ReadonlySet<string>): boolean {
  const slot = slotOf(step);
  if (!isFact(slot, '') || slots[slot] !== undefined) return false;
  if ('collect' in step) return !present.has(slot);
  return !('choose' in step) || optionTold(step, slots) === null;
}
