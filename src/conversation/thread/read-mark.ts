import { z } from 'zod';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { Mark } from '../../domain/line-marks.ts';

const edit = z.looseObject({
  mid: z.string(),
  text: z.string(),
  /** An integer by Meta's table, a string in its sample. */
  num_edit: z.coerce.number().int().positive().optional(),
});
const reaction = z.looseObject({
  mid: z.string(),
  action: z.enum(['react', 'unreact']),
  reaction: z.string().optional(),
  emoji: z.string().optional(),
});
const unsent = z.looseObject({ mid: z.string(), is_deleted: z.literal(true) });

/** What an item says was done to a line, ours or the person's; null when it is about something else. */
export function readMark({ raw, at }: IntakeEvent): Mark | null {
  const { message_edit: edited, reaction: reacted, message } = raw;
  const change = read(edit, edited);
  if (change !== undefined) {
    // Without a number the time tells which is the later one; it is higher than any number.
    const { mid, text, num_edit: number = at } = change;
    return { kind: 'edit', mid, at, number, text };
  }
  const feeling = read(reaction, reacted);
  if (feeling !== undefined) {
    const { mid, action, reaction: name = 'other', emoji = null } = feeling;
    return action === 'react'
      ? { kind: 'reaction', mid, at, name, emoji }
      : { kind: 'reaction', mid, at, name: null, emoji: null };
  }
  const deleted = isMarked(message) ? read(unsent, message) : undefined;
  return deleted === undefined ? null : { kind: 'taken_back', mid: deleted.mid, at };
}

/** Nearly every item is about something else, and a refusal is the dearest answer that zod has. */
function read<Shape>(shape: z.ZodType<Shape>, part: unknown): Shape | undefined {
  return part === undefined ? undefined : shape.safeParse(part).data;
}

function isMarked(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'is_deleted' in message;
}
