/** Who sees the numbers of people, and how they look to everybody else. */
import type { Case, FactValue, Party } from './case.ts';
import type { Conversation } from './conversation.ts';
import { OWN_NAME } from './own-contact.ts';
import { leadsDesk, type Actor } from './staff.ts';

type Holder = Pick<Conversation, 'control'>;

/** Whether accounts and phones are shown in full: to whoever leads, and to whoever has the person. */
export function seesInFull(actor: Pick<Actor, 'id' | 'role'>, talks: readonly Holder[]): boolean {
  if (leadsDesk(actor.role)) return true;
  return talks.some(({ control }) => control.holder === 'agent' && control.staffId === actor.id);
}

/** What holds digits and is no number of a person: a link, a code of ours, a day, a parcel's number. */
const KEPT = new RegExp(
  [
    /[Hh]ttps?:\/\/[!-~]+/,
    /(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:\/[!-~]*)?/,
    /[Oo][Cc][Cc]-[\w-]+/,
    /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/,
    /(?<![A-Za-z])(?:TH\d{9,13}[A-Z]?|[A-Z]{2}\d{9}[A-Z]{2})(?![A-Za-z\d])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
/** Seven digits and more, Thai ones too, in groups or not. */
const NUMBER = /\+?[\d๐-๙](?:[ \u00a0\u2013-]?[\d๐-๙]){6,}|0\d{1,2}\.\d{3}\.\d{3,4}(?!\d)/g;
const DIGIT = /[\d๐-๙]/g;
const SHOWN = 4;
export const MASK = '•';

/** Long numbers without all but their last four digits: enough to tell two of them apart. */
export function maskNumbers(text: string): string {
  let masked = '';
  let from = 0;
  for (const { index, 0: kept } of text.matchAll(KEPT)) {
    masked += maskPlain(text.slice(from, index)) + kept;
    from = index + kept.length;
  }
  return masked + maskPlain(text.slice(from));
}

function maskPlain(text: string): string {
  return text.replace(NUMBER, (number) => {
    let left = (number.match(DIGIT)?.length ?? 0) - SHOWN;
    return number.replace(DIGIT, (digit) => ((left -= 1) >= 0 ? MASK : digit));
  });
}

/** A fact as somebody sees it who has nothing to do with the case. */
export function hideFact(slot: string, value: FactValue): FactValue {
  if (typeof value !== 'string') return value;
  return slot === OWN_NAME ? `${value.slice(0, 1)}${MASK.repeat(3)}` : maskNumbers(value);
}

/** The case as somebody sees it who has nothing to do with it. */
export function maskedCase(record: Case): Case {
  return {
    ...record,
    facts: Object.fromEntries(
      Object.entries(record.facts).map(([slot, fact]) => [
        slot,
        {
          ...fact,
          value: hideFact(slot, fact.value),
          ...(fact.earlier !== undefined && {
            earlier: fact.earlier.map((old) => ({ ...old, value: hideFact(slot, old.value) })),
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
