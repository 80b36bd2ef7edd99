import type { FactValue, StaffName } from './case.ts';
import type { Instant } from './ids.ts';

/** Slots that steer a form and say nothing about the matter. */
const NO_FACTS = [
  'consent',
  'privacy_page',
  'track_page',
  'money_just_sent',
  'problem_type',
  'type_confidence',
  'second_goes_to',
  'second_story',
  'second_reference',
  'second_secret',
  'begin_second',
  'asks_contact',
  'has_contact',
  'same_contact',
  'known_name',
  'known_phone',
  'kind',
  'menu',
  'reference',
  'secret',
  'found',
  'status',
  'go_on_with',
  'begins_with',
  'matter',
];

/** Whether a slot of a form says something about the matter. */
export function isFact(slot: string, value: unknown): value is FactValue {
  const said = typeof value === 'string' || typeof value === 'number';
  return said && !NO_FACTS.includes(slot);
}

/** What a member of staff has put into a form in place of the person. */
export interface StaffFact {
  readonly value: FactValue;
  readonly staff: StaffName;
  readonly at: Instant;
}

export type StaffFacts = Readonly<Record<string, StaffFact>>;

/** Who of the staff said the value that stands in a slot now; null: the person, who said it later or first. */
export function saidByStaff(facts: StaffFacts, slot: string, value: unknown): StaffFact | null {
  const fact = facts[slot];
  return fact?.value === value ? (fact ?? null) : null;
}
