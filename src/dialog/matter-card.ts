import type { Language } from '../domain/conversation.ts';
import { isFact } from '../domain/told-fact.ts';
import { holds } from './condition.ts';
import { fillIn } from './facts-in-words.ts';
import { isPrompt, slotOf, type Flow, type PromptStep } from './flow.ts';
import { optionTold } from './prompt.ts';
import type { SlotValue } from './turn.ts';

type Slots = Readonly<Record<string, SlotValue>>;

/**
 * A file that a form asks for. `unsorted`: files came of which nobody has said what they show, and it
 * may be one of them. `later`: the person has none now, or sends it later.
 */
export interface WantedFile {
  readonly kind: string;
  readonly state: 'present' | 'unsorted' | 'later' | 'missing';
}

/** The files of a matter, by what they are. */
export interface FilesHere {
  readonly kinds: ReadonlySet<string>;
  /** Whether there are some of which it is not known. */
  readonly unsorted: boolean;
}

/**
 * The files that the form of a matter asks for, in its order.
 */
export function wantedFiles(flow: Flow, slots: Slots, here: FilesHere): WantedFile[] {
  return flow.steps.flatMap((step) =>
    'collect' in step && holds(step.when, { slots })
      ? [{ kind: step.collect, state: stateOf(step.collect, slots, here) }]
      : [],
  );
}

/** A number counts files; an officer who has seen one elsewhere says 1, one who finds it is none 0. */
function stateOf(kind: string, slots: Slots, here: FilesHere): WantedFile['state'] {
  const slot = slots[kind];
  if (slot === 0) return 'missing';
  if (here.kinds.has(kind) || typeof slot === 'number') return 'present';
  if (here.unsorted) return 'unsorted';
  return slot === null ? 'later' : 'missing';
}

/**
 * What the form would ask first of what is not known, in the person's language, for whoever goes on
 * in its place. Null: it has nothing left to ask of the matter itself.
 */
export function nextQuestion(
  flow: Flow,
  slots: Slots,
  here: FilesHere,
  language: Language,
): { readonly slot: string; readonly text: string } | null {
  const next = flow.steps
    .filter(isPrompt)
    .find((step) => holds(step.when, { slots }) && isOpen(step, slots, here));
  if (next === undefined) return null;
  const bubbles = flow.texts[next.text]?.[language] ?? [];
  return {
    slot: slotOf(next),
    text: bubbles.map((text) => fillIn(text, slots, language)).join('\n'),
  };
}

function isOpen(step: PromptStep, slots: Slots, here: FilesHere): boolean {
  const slot = slotOf(step);
  if ('collect' in step) {
    return slots[slot] !== null && stateOf(slot, slots, here) === 'missing' && isFact(slot, '');
  }
  if (!isFact(slot, '') || slots[slot] !== undefined) return false;
  return !('choose' in step) || optionTold(step, slots) === null;
}
