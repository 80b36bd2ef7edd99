import type { Instant } from './ids.ts';

/** What was done to a line of the thread after it was written; the line itself stays as it came. */
export interface LineMarks {
  /** Later versions of the text, by `number`. The first version is the line's content. */
  readonly edits: readonly LineEdit[];
  /** Every reaction and taking away of one, by time: the last one counts. */
  readonly reactions: readonly LineReaction[];
  /** When its writer took the message back, the person or an agent; null: it stands. */
  readonly takenBackAt: Instant | null;
}

export interface LineEdit {
  /** Facebook's `num_edit`: 1 for the first edit. */
  readonly number: number;
  readonly text: string;
  readonly at: Instant;
}

export interface LineReaction {
  readonly at: Instant;
  /** Facebook's name of it (`love`, `other` …); null: the reaction was taken away. */
  readonly name: string | null;
  readonly emoji: string | null;
}

/** A mark as it comes in: for the line with this `mid`, which may not be here yet. */
export type Mark = { readonly mid: string; readonly at: Instant } & (
  | { readonly kind: 'edit'; readonly number: number; readonly text: string }
  | { readonly kind: 'reaction'; readonly name: string | null; readonly emoji: string | null }
  | { readonly kind: 'taken_back' }
);

export const NO_MARKS: LineMarks = { edits: [], reactions: [], takenBackAt: null };

/** Facebook allows five edits; a hundred are a fault or an attack. */
const MOST_EDITS = 20;
const MOST_REACTIONS = 50;

/** Adds a mark. The same object comes back when it says nothing new: marks come twice and in any order. */
export function withMark(marks: LineMarks, mark: Mark): LineMarks {
  const { at } = mark;
  switch (mark.kind) {
    case 'edit': {
      const { number, text } = mark;
      if (marks.edits.some((edit) => edit.number === number)) return marks;
      const edits = [...marks.edits, { number, text, at }].sort((a, b) => a.number - b.number);
      return { ...marks, edits: edits.slice(-MOST_EDITS) };
    }
    case 'reaction': {
      const { name, emoji } = mark;
      if (marks.reactions.some((other) => other.at === at && other.name === name)) return marks;
      const reactions = [...marks.reactions, { at, name, emoji }].sort((a, b) => a.at - b.at);
      return { ...marks, reactions: reactions.slice(-MOST_REACTIONS) };
    }
    case 'taken_back':
      return marks.takenBackAt === null ? { ...marks, takenBackAt: at } : marks;
  }
}

/** The reaction that stands; null when there is none or it was taken away. */
export function reactionOf(marks: LineMarks): { name: string; emoji: string | null } | null {
  const last = marks.reactions.at(-1);
  return last === undefined || last.name === null ? null : { name: last.name, emoji: last.emoji };
}
