import type { Condition } from './flow.ts';
import type { DialogMemory } from './turn.ts';

/** Whether every slot has the value, or one of the values, that the condition names. None holds. */
export function holds(condition: Condition | undefined, { slots }: Pick<DialogMemory, 'slots'>) {
  return Object.entries(condition ?? {}).every(([slot, values]) =>
    values.some((value) => slots[slot] === value),
  );
}
