import type { StaffName } from '../domain/case.ts';
import type { DialogState } from '../domain/conversation.ts';
import type { Instant } from '../domain/ids.ts';
import type { ComplaintType } from '../domain/problem-types.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import { blankKept, keepMatter, openMatter } from './kept-matter.ts';
import { blankMatter, memoryFrom, type DialogMemory, type KeptMatter } from './turn.ts';

/**
 * Puts what staff have corrected in a case into the matter in hand, or set aside, if it is that
 * case's: it is not asked again, and what is said of it is right.
 */
export function withCorrectedFacts(
  state: DialogState,
  reference: ReferenceCode,
  facts: Readonly<Record<string, string | number>>,
): DialogState {
  const { slots, parked } = state as Partial<DialogMemory>;
  const corrected = (of: DialogMemory['slots']) => ({ ...of, ...facts });
  return {
    ...state,
    ...(slots?.['reference'] === reference && { slots: corrected(slots) }),
    ...(parked?.slots['reference'] === reference && {
      parked: { ...parked, slots: corrected(parked.slots) },
    }),
  };
}

/** What a member of staff says of a matter that is not filed: facts by slot, and of what type it is. */
export interface ToldCorrection {
  readonly facts: Readonly<Record<string, string | number>>;
  readonly type?: ComplaintType | undefined;
}

/**
 * Puts what staff have corrected into the matter in hand, or into the one that is kept for when they
 * give the person back: it is not asked again. Where its question waits for an answer, the form goes
 * on at the next one. With another type, the form of that type goes on when the person wants it.
 */
export function withToldFacts(
  state: DialogState | null,
  { facts, type }: ToldCorrection,
  by: { readonly staff: StaffName; readonly at: Instant },
): DialogState {
  const memory = structuredClone(memoryFrom(state));
  const said = Object.entries(facts).map(([slot, value]) => [slot, { value, ...by }] as const);
  const into = <Of extends Pick<DialogMemory, 'slots' | 'staffFacts'>>(matter: Of): Of => ({
    ...matter,
    slots: { ...matter.slots, ...facts },
    staffFacts: { ...matter.staffFacts, ...Object.fromEntries(said) },
  });
  const open = openMatter(memory);
  const sorted = type !== undefined && type !== open?.slots['problem_type'];
  if (open === null || sorted) {
    keepMatter(memory);
    const kept = into(ofType(memory.kept ?? blankKept(null), type, by));
    // The form in hand was another type's.
    const left = open === null ? {} : { ...blankMatter(), botkit: null, parked: null };
    return { ...memory, ...left, kept };
  }
  if (open === memory.parked) return { ...memory, parked: into(memory.parked) };
  const answered = memory.asking !== null && memory.asking in facts;
  return { ...into(memory), ...(answered && { asking: null, botkit: null, misses: 0 }) };
}

/** Somebody has said of what type it is: how sure the bot was counts no more. */
function ofType(
  kept: KeptMatter,
  type: ComplaintType | undefined,
  by: { readonly staff: StaffName; readonly at: Instant },
): KeptMatter {
  if (type === undefined) return kept;
  const slots: KeptMatter['slots'] = { ...kept.slots, problem_type: type };
  delete slots['type_confidence'];
  const staffFacts = { ...kept.staffFacts, problem_type: { value: type, ...by } };
  return { ...kept, type, slots, staffFacts };
}
