import type { Language } from '../domain/conversation.ts';
import type { SlotValue } from './turn.ts';

/** What the engine does instead of passing the words on as an answer. */
export type Command =
  | {
      readonly kind: 'start';
      readonly flow: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
    }
  | { readonly kind: 'resume' | 'cancel' | 'back' | 'skip' | 'later' | 'why' }
  /** The words are a question: `aside` in the middle of a form, `question` with nothing in hand. */
  | { readonly kind: 'question' | 'aside' }
  | { readonly kind: 'say'; readonly text: string }
  /** Another matter was chosen in the middle of a form: whether it is meant. */
  | { readonly kind: 'ask_first'; readonly flow: string }
  /** A new value for an answer given before; undefined: it is asked again. */
  | { readonly kind: 'correct'; readonly slot: string; readonly value: SlotValue | undefined }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'faq'; readonly id: string };
