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
 * `start:FLOW` · `begin:FLOW` and `go_on`, the answers to whether it is meant · `ref:WORD`, of an m.me link · `faq:ENTRY` · `act:cancel` and the other steering words · `choose:FLOW/SLOT/VALUE`,
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
      return startByButton(turn, rest, flowOf);
    case 'begin':
      return turn.memory.offered === rest
        ? beginAnew(turn, rest)
        : startByButton(turn, rest, flowOf);
    case 'go_on':
      return { kind: 'resume' };
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

function startByButton(
  turn: Turn,
  id: string,
  flowOf: (id: string) => Flow | null,
): Command | null {
  // A person who is asked for gets to know what was told.
  if (id === 'human') return routeAct(turn, 'human');
  // A visit aside comes back to the form in hand; everything else begins anew.
  const flow = flowOf(id);
  if (flow?.aside === true) return { kind: 'start', flow: id };
  const { memory } = turn;
  const told = memory.filled.length > 0 || memory.evidence.length > 0;
  if (flow === null || !isInMatter(turn) || !told) return beginAnew(turn, id);
  return memory.flow === id ? { kind: 'resume' } : { kind: 'ask_first', flow: id };
}

/** Drops the matter in hand. */
export function beginAnew(turn: Turn, flow: string): Command {
  leave(turn);
  return { kind: 'start', flow };
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
