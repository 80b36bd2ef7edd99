import type { BotWorker } from 'botkit';
import type { TurnContext } from 'botbuilder-core';
import type { DialogState, Language } from '../domain/conversation.ts';
import type { HandoffReason } from '../domain/handoff.ts';
import type { Instant } from '../domain/ids.ts';
import type { OutgoingContent, ReceivedAttachment } from '../domain/message.ts';
import type { OwnContact } from '../domain/own-contact.ts';
import type { ComplaintType } from '../domain/problem-types.ts';
import type { StaffFacts } from '../domain/told-fact.ts';
import type { PersonalQuestion } from './flow.ts';
import type { Reading } from '../understanding/reading.ts';

/** What the person said or did, already joined: one thing to react to. */
export interface TurnInput {
  readonly text: string;
  /** Of the button or quick reply that was pressed. */
  readonly payload: string | null;
  readonly attachments: readonly ReceivedAttachment[];
  readonly reading: Reading;
  /** The words that these stand for from now on: the person has edited what was answered last. */
  readonly replaces?: { readonly text: string; readonly reading: Reading };
}

/** What is known of the matter in hand; kept between turns. */
export interface DialogMemory {
  /** Botkit's own state: which conversation waits at which question. */
  botkit: Record<string, unknown> | null;
  flow: string | null;
  /** The slot that the question in hand fills. */
  asking: string | null;
  slots: Record<string, SlotValue>;
  /** Slots in the order in which the person filled them, for "back". */
  filled: string[];
  /** Texts of the flow in hand that were said already. */
  said: string[];
  /** Evidence that came in, by what it was asked for. */
  evidence: KeptEvidence[];
  /** How often in a row the person was not understood. */
  misses: number;
  /** Problem types that the story may be about, when it is not clear. */
  likely: ComplaintType[];
  /** The matters of a story about more than one, until the person has said which comes first. */
  matters: ToldMatter[];
  /** The other one, until the first is filed; null: there is none. */
  second: ToldMatter | null;
  /** The flow that the person was asked about: whether it is to begin in place of the one in hand. */
  offered: string | null;
  /** What staff have put into the form in hand. */
  staffFacts: StaffFacts;
  /** The flow that goes on when the one in hand, a visit aside, has ended. */
  parked: ParkedFlow | null;
  /** The matter that an officer's visit has interrupted, until the person goes on with it or drops it. */
  kept: KeptMatter | null;
  /** When the person was last heard. */
  heardAt: Instant | null;
}

/** A file that came in, and what it was sent for; null when nobody had asked. */
export interface KeptEvidence {
  kind: string | null;
  readonly evidenceId: string;
}

/** What is known of a flow while another one is visited. */
export type ParkedFlow = Pick<
  DialogMemory,
  'flow' | 'slots' | 'filled' | 'said' | 'evidence' | 'likely' | 'matters' | 'second' | 'staffFacts'
>;

/** What is known of a matter over an officer's visit. */
export interface KeptMatter extends ParkedFlow {
  /** Null: it is not sorted yet. */
  readonly type: ComplaintType | null;
}

/** One of several matters that were told at once. */
export interface ToldMatter {
  readonly type: ComplaintType;
  /** The part of the story that tells it. */
  readonly text: string;
  readonly confidence: number;
}

export type SlotValue = string | number | boolean | null;

/** What is known of the matter in hand before anything is. */
export const blankMatter = (): Omit<DialogMemory, 'botkit' | 'parked' | 'kept' | 'heardAt'> => ({
  flow: null,
  asking: null,
  slots: {},
  filled: [],
  said: [],
  evidence: [],
  misses: 0,
  likely: [],
  matters: [],
  second: null,
  offered: null,
  staffFacts: {},
});

export const newMemory = (): DialogMemory => ({
  botkit: null,
  ...blankMatter(),
  parked: null,
  kept: null,
  heardAt: null,
});

/** What a conversation has stored; null: nothing yet. */
export function memoryFrom(state: DialogState | null): DialogMemory {
  return state === null ? newMemory() : { ...newMemory(), ...(state as Partial<DialogMemory>) };
}

export type TurnEffect =
  | { readonly kind: 'handoff'; readonly reason: HandoffReason }
  /** A case is filed and the bot asks on about another matter: officers get it all the same. */
  | { readonly kind: 'handoff_later' }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'problem_type'; readonly type: ComplaintType; readonly urgent: boolean }
  | { readonly kind: 'unanswered'; readonly text: string };

export interface FoundCase {
  readonly reference: string;
  readonly status: string;
}

/** What a turn needs from the use cases around it. */
export interface TurnServices {
  readonly now: Instant;
  /** Reads a part of what was said on its own. */
  readonly understand: (text: string) => Reading;
  /** Opens a case with what is known; the person is told its code, its secret and where to look it up. */
  openCase(draft: {
    readonly type: ComplaintType;
    readonly urgent: boolean;
    readonly language: Language;
    readonly slots: Readonly<Record<string, SlotValue>>;
    readonly evidence: readonly KeptEvidence[];
    readonly staffFacts: StaffFacts;
  }): { readonly reference: string; readonly secret: string; readonly trackPage: string };
  /** The privacy notice: whether the person has agreed to the one in force, and where it stands. */
  readonly consent: {
    readonly agreed: boolean;
    readonly page: string;
    keep(given: boolean): void;
  };
  /** Answers what a flow asks about the person's own data, or does it; the answers are slots. */
  personal(
    question: PersonalQuestion,
    slots: Readonly<Record<string, SlotValue>>,
  ): Promise<Readonly<Record<string, SlotValue>>>;
  /** What the person told of themselves for an earlier case; null: nothing. */
  ownContact(): Promise<OwnContact | null>;
  /** The person's name on Facebook; null: not known. */
  readonly profileName: string | null;
  /** The code of the last case of this conversation; null when there is none. */
  readonly latestCase: string | null;
  /** Null when there is no such case or the person may not see it: the two look the same. */
  findCase(code: string): Promise<FoundCase | null>;
  /**
   * The same for somebody else's case with the secret that the person has told in this turn: `too_many`
   * when wrong ones were told too often.
   */
  findCaseBySecret(code: string): Promise<FoundCase | 'too_many' | null>;
  /** Takes a case back. False when the person may not, or when it is closed already. */
  withdrawCase(code: string): Promise<boolean>;
}

/** One turn in hand: Botkit's handlers read and write it, nothing else remembers anything. */
export interface Turn {
  readonly input: TurnInput;
  readonly memory: DialogMemory;
  readonly services: TurnServices;
  readonly effects: TurnEffect[];
  readonly replies: OutgoingContent[];
  language: Language;
  /** The flow to go on with when the one in hand has ended. */
  startNext: string | null;
}

/** The key under which a turn travels through Botkit. */
export const TURN = 'turn';

/** Where Botkit's handlers find the turn in hand. */
export function turnOf(bot: BotWorker): Turn {
  const context = contextOf(bot);
  const turn = context.turnState.get<Turn | undefined>(TURN);
  if (turn === undefined) throw new Error('Botkit called a handler outside a turn.');
  return turn;
}

export function contextOf(bot: BotWorker): TurnContext {
  return bot.getConfig('context') as TurnContext;
}
