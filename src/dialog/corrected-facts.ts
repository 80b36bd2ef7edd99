import type { DialogState } from '../domain/conversation.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { DialogMemory } from './turn.ts';

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

/**
 * Puts what staff have corrected into the form in hand: it is not asked again. Where its question
 * waits for an answer, the form goes on at the next one.
 */
export function withToldFacts(
  state: DialogState,
  facts: Readonly<Record<string, string | number>>,
): DialogState {
  const { slots, asking } = state as Partial<DialogMemory>;
  const answered = typeof asking === 'string' && asking in facts;
  return {
    ...state,
    slots: { ...slots, ...facts },
    ...(answered && { asking: null, botkit: null, misses: 0 }),
  };
}
