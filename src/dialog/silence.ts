import type { Command } from './command.ts';
import type { Flow, Texts } from './flow.ts';
import { isInMatter } from './route-act.ts';
import { bubblesOf, say, titleOf } from './speak.ts';
import type { Turn } from './turn.ts';

/** Half a day: whoever writes later has perhaps forgotten what was asked. */
const LONG_MS = 12 * 3_600_000;

/**
 * How long nothing was heard of the person, in milliseconds; from now on it counts anew.
 * 0 at the first word.
 */
export function endSilence({ memory, services }: Turn): number {
  const { now } = services;
  const silentFor = now - (memory.heardAt ?? now);
  memory.heardAt = now;
  return silentFor;
}

/** Tells somebody who comes back after a long time to the matter in hand which one it is. */
export function sayWhereWeWere(
  turn: Turn,
  silentFor: number,
  command: Command | null,
  texts: { readonly repairs: Texts; readonly flow: Flow | null },
): void {
  if (silentFor < LONG_MS || !isInMatter(turn) || !goesOn(command)) return;
  const { flow, repairs } = texts;
  const { slots } = turn.memory;
  slots['matter'] = flow?.title === undefined ? null : titleOf(turn, flow.texts, flow.title);
  say(turn, bubblesOf(turn, repairs, 'after_silence'));
  delete slots['matter'];
}

/** Whether the matter in hand goes on, and is neither left nor begun. */
function goesOn(command: Command | null): boolean {
  return command === null || !['start', 'cancel', 'faq', 'say'].includes(command.kind);
}
