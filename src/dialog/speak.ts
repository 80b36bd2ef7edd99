import type { QuickReply } from '../domain/message.ts';
import { fillIn } from './facts-in-words.ts';
import type { Texts } from './flow.ts';
import type { Turn } from './turn.ts';

/** The bubbles of a text in the person's language, with slots filled in. */
export function bubblesOf(turn: Turn, texts: Texts, name: string): string[] {
  const text = texts[name];
  if (text === undefined) throw new Error(`Text ${name} is missing; the lint should have said so.`);
  return text[turn.language].map((bubble) => fillIn(bubble, turn.memory.slots, turn.language));
}

/** A text that has one bubble, such as a button's title. */
export function titleOf(turn: Turn, texts: Texts, name: string): string {
  return bubblesOf(turn, texts, name)[0] ?? name;
}

/** Says all bubbles; quick replies go with the last one. */
export function say(
  turn: Turn,
  bubbles: readonly string[],
  quickReplies: readonly QuickReply[] = [],
) {
  bubbles.forEach((text, index) => {
    const last = index === bubbles.length - 1;
    turn.replies.push({
      kind: 'text',
      text,
      ...(last && quickReplies.length > 0 ? { quickReplies } : {}),
    });
  });
}
