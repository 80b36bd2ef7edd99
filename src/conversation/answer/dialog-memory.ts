import { memoryFrom, type DialogMemory } from '../../dialog/turn.ts';
import type { Conversation } from '../../domain/conversation.ts';

/** Whether no form is under way. */
export function isIdle({ flow }: DialogMemory): boolean {
  return flow === null || flow === 'welcome';
}

export function memoryOf({ dialog }: Conversation): DialogMemory {
  return memoryFrom(dialog);
}
