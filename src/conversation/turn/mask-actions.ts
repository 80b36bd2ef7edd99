import type { Conversation } from '../../domain/conversation.ts';
import type { Mark } from '../../domain/line-marks.ts';
import { maskSensitive, type Masked, type SensitiveKind } from '../../domain/sensitive.ts';
import type { PersonAction } from '../heard/inputs.ts';

/** Slots whose answer is a row of digits that could also be read as a citizen's or a card's number. */
const NUMBER_SLOT = /account|_no$|number/;

/** Whether the form in hand has asked this person for a number. */
export function asksForNumber({ dialog }: Pick<Conversation, 'dialog'>): boolean {
  const asking = dialog?.['asking'];
  return typeof asking === 'string' && NUMBER_SLOT.test(asking);
}

/**
 * Takes out of the person's words what is never kept, before anything else sees them. Messages
 * written in a row are read as one: the name of a code may stand in the bubble before it.
 */
export function maskActions<Action extends Pick<PersonAction, 'text' | 'payload'>>(
  actions: readonly Action[],
  asked: boolean,
): { readonly actions: readonly Action[]; readonly kinds: readonly SensitiveKind[] } {
  const typed = actions.filter(({ payload }) => payload === null);
  const { lines, kinds } = maskLines(
    typed.map(({ text }) => text),
    asked,
  );
  const masked = new Map(typed.map((action, index) => [action, lines[index] ?? '']));
  return {
    actions: actions.map((action) => ({ ...action, text: masked.get(action) ?? action.text })),
    kinds,
  };
}

export function maskMarks(
  marks: readonly Mark[],
  asked: boolean,
): { readonly marks: readonly Mark[]; readonly kinds: readonly SensitiveKind[] } {
  const kinds = new Set<SensitiveKind>();
  const safe = marks.map((mark) => {
    if (mark.kind !== 'edit') return mark;
    const masked = maskSensitive(mark.text, asked);
    for (const kind of masked.kinds) kinds.add(kind);
    return { ...mark, text: masked.text };
  });
  return { marks: safe, kinds: [...kinds] };
}

/** No person can type it, and a code and its name may stand on both sides of it. */
const BETWEEN = '\n\u2028\n';

function maskLines(
  texts: readonly string[],
  asked: boolean,
): { readonly lines: readonly string[]; readonly kinds: Masked['kinds'] } {
  const plain = texts.map((text) => text.replaceAll('\u2028', ' '));
  const { text, kinds } = maskSensitive(plain.join(BETWEEN), asked);
  const lines = text.split(BETWEEN);
  return kinds.length === 0 ? { lines: texts, kinds } : { lines, kinds };
}
