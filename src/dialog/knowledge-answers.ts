import type { Language } from '../domain/conversation.ts';
import { isComplaintType } from '../domain/problem-types.ts';
import type { Command } from './command.ts';
import type { Texts } from './flow.ts';
import { looksLikeQuestion } from './question.ts';
import { startMatter } from './route.ts';
import { bubblesOf, say, titleOf } from './speak.ts';
import type { Turn } from './turn.ts';

/** Answers from the knowledge store. */
export interface Knowledge {
  answer(
    text: string,
    language: Language,
  ):
    | { readonly status: 'answer'; readonly bubbles: readonly string[] }
    | {
        readonly status: 'unsure';
        readonly top: readonly { readonly id: string; readonly title: string }[];
      }
    | { readonly status: 'abstain' };
  entry(id: string, language: Language): readonly string[] | null;
}

/** Long enough to be a story of something that happened to the person. */
const STORY = 40;

/** Answers a question with nothing else in hand: with an entry, with near ones, or with a way on. */
export function answerQuestion(turn: Turn, knowledge: Knowledge, repairs: Texts): Command | null {
  const { memory, input } = turn;
  const found = knowledge.answer(input.text, turn.language);
  if (found.status === 'answer') {
    memory.misses = 0;
    say(turn, found.bubbles);
    return null;
  }
  const { intent } = input.reading;
  if (isComplaintType(intent) && input.text.length >= STORY) return startMatter(turn, 'complaint');
  const ways = (['menu', 'human'] as const).map((act) => ({
    title: titleOf(turn, repairs, `button_${act}`),
    payload: `act:${act}`,
  }));
  if (found.status === 'unsure') {
    const near = found.top.map(({ id, title }) => ({ title, payload: `faq:${id}` }));
    say(turn, bubblesOf(turn, repairs, 'did_you_mean'), [...near, ...ways]);
    return null;
  }
  memory.misses += 1;
  turn.effects.push({ kind: 'unanswered', text: input.text });
  say(turn, bubblesOf(turn, repairs, memory.misses > 1 ? 'offer_human' : 'not_understood'), ways);
  return null;
}

/** Answers what was surely a question, in the middle of a form. */
export function answerAside(turn: Turn, knowledge: Knowledge): boolean {
  if (!looksLikeQuestion(turn.input.text)) return false;
  const found = knowledge.answer(turn.input.text, turn.language);
  if (found.status !== 'answer') return false;
  say(turn, found.bubbles);
  return true;
}
