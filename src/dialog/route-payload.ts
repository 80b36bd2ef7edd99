import { isDialogAct } from '../understanding/dialog-acts.ts';
import type { Command } from './command.ts';
import type { Flow } from './flow.ts';
import { isInMatter, routeAct } from './route-act.ts';
import { leave } from './run-step.ts';
import type { Turn } from './turn.ts';

const WELCOME: Command = { kind: 'start', flow: 'welcome' };

/**
 * What a pressed button or quick reply leads to; null when it answers the question in hand.
 *
 * `start:FLOW` · `ref:WORD`, of an m.me link · `faq:ENTRY` · `act:cancel` and the other steering words · `choose:FLOW/SLOT/VALUE`,
 * each with `th:` or `en:` before it to switch the language. Get Started and any payload that is not
 * known, of an earlier version say, lead to the menu.
 */
export function routePayload(
  turn: Turn,
  payload: string,
  flowOf: (id: string) => Flow | null,
): Command | null {
  const [name, rest] = splitOnce(payload, ':');
  switch (name) {
    // A label in this language was pressed, so the answer is in it: `en:start:complaint`.
    case 'th':
    case 'en':
      turn.language = name;
      return routePayload(turn, rest, flowOf);
    case 'start':
      // A visit aside comes back to the form in hand; everything else begins anew.
      if (flowOf(rest)?.aside !== true) leave(turn);
      return { kind: 'start', flow: rest };
    case 'ref':
      // A link opens the flow of its name; whoever is in the middle of something goes on with that.
      if (isInMatter(turn)) return { kind: 'resume' };
      leave(turn);
      return flowOf(rest) === null ? WELCOME : { kind: 'start', flow: rest };
    case 'faq':
      return { kind: 'faq', id: rest };
    case 'act':
      return isDialogAct(rest) ? (routeAct(turn, rest) ?? WELCOME) : WELCOME;
    case 'choose':
      return routeChoice(turn, rest);
    default:
      if (!isInMatter(turn)) leave(turn);
      return WELCOME;
  }
}

function routeChoice(turn: Turn, choice: string): Command | null {
  const [flow = '', slot = '', value = ''] = choice.split('/');
  if (flow !== turn.memory.flow) {
    return flow === 'welcome'
      ? { kind: 'start', flow, slots: { [slot]: value } }
      : { kind: 'say', text: 'old_button' };
  }
  if (slot === turn.memory.asking) return null;
  // An older question of the same matter: the person corrects an answer.
  return { kind: 'start', flow, slots: { [slot]: value } };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
