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
  const edited = edit.safeParse(raw['message_edit']);
  if (edited.success) {
    // Without a number the time tells which is the later one; it is higher than any number.
    const { mid, text, num_edit: number = at } = edited.data;
    return { kind: 'edit', mid, at, number, text };
  }
  const reacted = reaction.safeParse(raw['reaction']);
  if (reacted.success) {
    const { mid, action, reaction: name = 'other', emoji = null } = reacted.data;
    return action === 'react'
      ? { kind: 'reaction', mid, at, name, emoji }
      : { kind: 'reaction', mid, at, name: null, emoji: null };
  }
  const deleted = unsent.safeParse(raw['message']);
  return deleted.success ? { kind: 'taken_back', mid: deleted.data.mid, at } : null;
}
