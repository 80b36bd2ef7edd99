/** Who sees the numbers of people, and how they look to everybody else. */
import type { Case, Party } from './case.ts';
import type { Conversation } from './conversation.ts';
import type { Actor } from './staff.ts';

type Holder = Pick<Conversation, 'control'>;

/** Whether accounts and phones are shown in full: to whoever leads, and to whoever has the person. */
export function seesInFull(actor: Pick<Actor, 'id' | 'role'>, talks: readonly Holder[]): boolean {
  if (actor.role === 'supervisor' || actor.role === 'admin') return true;
  return talks.some(({ control }) => control.holder === 'agent' && control.staffId === actor.id);
}

/** Seven digits and more, in groups or not; a date is none, nor is what belongs to a link or a code. */
const NUMBER = /(?<![\w/.-])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\d(?:[ -]?\d){6,}(?![\w/])/g;
const SHOWN = 4;
export const MASK = '•';

/** Long numbers without all but their last four digits: enough to tell two of them apart. */
export function maskNumbers(text: string): string {
  return text.replace(NUMBER, (number) => {
    let left = number.replace(/\D/g, '').length - SHOWN;
    return number.replace(/\d/g, (digit) => ((left -= 1) >= 0 ? MASK : digit));
  });
}

/** The case as somebody sees it who has nothing to do with it. */
export function maskedCase(record: Case): Case {
  const hide = <Value extends string | number>(value: Value) =>
    typeof value === 'string' ? maskNumbers(value) : value;
  return {
    ...record,
    facts: Object.fromEntries(
      Object.entries(record.facts).map(([slot, fact]) => [
        slot,
        {
          ...fact,
          value: hide(fact.value),
          ...(fact.earlier !== undefined && {
            earlier: fact.earlier.map((old) => ({ ...old, value: hide(old.value) })),
          }),
        },
      ]),
    ),
    parties: record.parties.map((party): Party => ({ ...party, value: maskNumbers(party.value) })),
    history: record.history.map((event) =>
      event.word === undefined ? event : { ...event, word: maskNumbers(event.word) },
    ),
    ...(record.notes !== undefined && {
      notes: record.notes.map((note) => ({ ...note, text: maskNumbers(note.text) })),
    }),
  };
}
