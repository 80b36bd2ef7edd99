import type { DialogAct } from '../understanding/reading.ts';
import type { Command } from './command.ts';
import { leave } from './run-step.ts';
import type { Turn } from './turn.ts';

/** What a steering word or its button leads to; null when the word answers the question in hand. */
export function routeAct(turn: Turn, act: DialogAct): Command | null {
  const inMatter = isInMatter(turn);
  switch (act) {
    case 'cancel':
    case 'back':
    case 'why':
      return inMatter ? { kind: act } : { kind: 'start', flow: 'welcome' };
    case 'skip':
    case 'later':
      return inMatter ? { kind: act } : { kind: 'say', text: 'welcome_back' };
    case 'help':
      return { kind: 'say', text: 'help' };
    case 'menu':
    case 'restart':
      leave(turn);
      return { kind: 'start', flow: 'welcome' };
    case 'human':
      return { kind: 'start', flow: 'human' };
    case 'english':
      return { kind: 'language', language: 'en' };
    case 'thai':
      return { kind: 'language', language: 'th' };
    case 'yes':
    case 'no':
      return null;
  }
}

/** Whether a form is in hand. The menu is none. */
export function isInMatter({ memory }: Turn): boolean {
  return memory.flow !== null && memory.flow !== 'welcome';
}
