import type { BotkitConversation, BotkitDialogWrapper, BotWorker } from 'botkit';
import type { QuickReply } from '../domain/message.ts';
import { LIMITS } from '../domain/messaging-limits.ts';
import { OWN_PHONE } from '../domain/own-contact.ts';
import { readAnswer, type ShownOption } from './answers.ts';
import { changesChoice } from './changed-choice.ts';
import { holds } from './condition.ts';
import { isLeftToOfficer, slotOf, type CollectStep, type Flow, type PromptStep } from './flow.ts';
import {
  endGathering,
  gatheredWith,
  has,
  hasAll,
  isEnough,
  nameLast,
  wishesToSendNone,
} from './gather.ts';
import { isAngry } from './heard.ts';
import { keepFacts } from './known-facts.ts';
import { noteInstead, withoutLoneBank } from './noted.ts';
import { looksLikeQuestion } from './question.ts';
import { bubblesOf, say, titleOf } from './speak.ts';
import type { CompileTools } from './compile.ts';
import { turnOf, type Turn } from './turn.ts';

/** After so many answers in a row that were not understood, a person is offered. */
const MISSES_TO_OFFER = 3;

/** Adds a thread that asks, waits, and goes on when the slot is known. */
export function addPrompt(
  convo: BotkitConversation,
  flow: Flow,
  step: PromptStep,
  thread: string,
  next: string,
  tools: CompileTools,
): void {
  convo.before(thread, async (wrapper: BotkitDialogWrapper, bot: BotWorker) => {
    const turn = turnOf(bot);
    if (!holds(step.when, turn.memory)) {
      await wrapper.gotoThread(next);
      return;
    }
    if (isKnown(flow, step, turn)) {
      const target = targetOf(step, turn.memory.slots[slotOf(step)]);
      if (target?.flow !== undefined) turn.startNext = target.flow;
      await wrapper.gotoThread(target?.flow === undefined ? (target?.goto ?? next) : 'finish');
      return;
    }
    if (isLeftToOfficer(step)) {
      await wrapper.gotoThread(next);
      return;
    }
    const goesOn = turn.memory.asking === slotOf(step);
    turn.memory.asking = slotOf(step);
    const wanted = 'collect' in step ? gatheredWith(flow, step, turn.memory) : [];
    if (wanted.length > 1) {
      const buttons = quickReplies(flow, step, turn, tools);
      say(turn, askForFiles(flow, wanted, goesOn, turn, tools), buttons);
      return;
    }
    // Asked again after "back": what the earlier answer told beside the name goes with it.
    if (asksContact(step)) delete turn.memory.slots[OWN_PHONE];
    say(turn, bubblesOf(turn, flow.texts, step.text), quickReplies(flow, step, turn, tools));
  });
  // The question itself is staged by the hook above; Botkit only waits here for the answer.
  convo.addQuestion(
    { text: [], channelData: { staged: true } },
    [
      {
        default: true,
        handler: async (_answer: string, wrapper: BotkitDialogWrapper, bot: BotWorker) => {
          takeAnswer(flow, step, turnOf(bot), tools);
          // Entering the thread anew asks again, or passes on, now that the slot is known.
          await wrapper.gotoThread(thread);
        },
      },
    ],
    null,
    thread,
  );
}

/** Whether there is nothing left to ask: it was told, or the file came before it was asked for. */
function isKnown(flow: Flow, step: PromptStep, turn: Turn): boolean {
  const { memory } = turn;
  const slot = slotOf(step);
  if (memory.slots[slot] !== undefined) return true;
  if ('choose' in step) return isTold(step, turn);
  if (!('collect' in step)) return false;
  const wanted = gatheredWith(flow, step, memory);
  if (wanted.length > 1) {
    if (hasAll(wanted, memory)) endGathering(wanted, memory);
    return hasAll(wanted, memory);
  }
  const collected = flow.steps.flatMap((other) => ('collect' in other ? [other.collect] : []));
  const early = memory.evidence.filter(({ kind }) => kind === null || !collected.includes(kind));
  if (early.length === 0) return false;
  for (const item of early) item.kind = slot;
  memory.slots[slot] = early.length;
  return true;
}

/** Whether the story has said already which option it is; then it is chosen. */
function isTold(step: Extract<PromptStep, { choose: string }>, { memory }: Turn): boolean {
  const value = optionTold(step, memory.slots);
  if (value !== null) memory.slots[slotOf(step)] = value;
  return value !== null;
}

/** The one option that the story names; null: it names none, or several. */
export function optionTold(
  step: Extract<PromptStep, { choose: string }>,
  slots: Readonly<Turn['memory']['slots']>,
): string | null {
  const story = String(slots['story'] ?? '').toLowerCase();
  const [only, ...others] = step.options.filter((option) =>
    option.told.some((word) => story.includes(word.toLowerCase())),
  );
  return only === undefined || others.length > 0 ? null : only.value;
}

function takeAnswer(flow: Flow, step: PromptStep, turn: Turn, tools: CompileTools): void {
  const { memory, input } = turn;
  const slot = slotOf(step);
  const wanted = 'collect' in step ? gatheredWith(flow, step, memory) : [];
  if (wanted.length > 1 && takeFiles(wanted, turn, tools)) return;
  const answer = readAnswer(step, input, optionsOf(flow, step, turn));
  if (answer.status !== 'invalid') {
    memory.misses = 0;
    memory.slots[slot] = answer.status === 'ok' ? answer.value : null;
    if (answer.status === 'ok') Object.assign(memory.slots, answer.beside);
    memory.filled.push(slot);
    if ('choose' in step) keepFacts(memory, withoutLoneBank(input.reading), slot);
    else if (!('ask' in step) || !step.own_side) keepFacts(memory, input.reading, slot);
    if (answer.status === 'none' && 'collect' in step)
      say(turn, bubblesOf(turn, tools.repairs, 'send_later'));
    return;
  }
  // A file that nobody asked for yet is no wrong answer.
  const kept = input.attachments.filter((item) => item.status === 'stored');
  if (kept.length > 0) {
    const voice = kept.every(({ type }) => type === 'audio');
    say(turn, bubblesOf(turn, tools.repairs, voice ? 'voice_kept' : 'file_kept'));
    return;
  }
  if (tools.answerAside(turn) || noteInstead(turn, flow, step, tools.repairs)) return;
  if (changesChoice(flow, turn)) {
    say(turn, bubblesOf(turn, tools.repairs, 'noted_choice'));
    return;
  }
  if ('collect' in step && tellsMore(input.text)) {
    say(turn, bubblesOf(turn, tools.repairs, 'read_later'));
    return;
  }
  memory.misses += 1;
  say(turn, bubblesOf(turn, tools.repairs, repairFor(step, input.text)));
  if (memory.misses >= MISSES_TO_OFFER)
    say(turn, bubblesOf(turn, tools.repairs, 'offer_human_in_form'));
}

/**
 * Takes what was sent of several files that were asked for at once. The question stays open until all
 * are here or the person says that there are no more.
 * @returns false when nothing was sent and nothing said about it
 */
function takeFiles(wanted: readonly CollectStep[], turn: Turn, tools: CompileTools): boolean {
  const { memory, input } = turn;
  const came = input.attachments.some((item) => item.status === 'stored');
  const agrees = !came && memory.evidence.length > 0 && input.reading.act === 'yes';
  const enough = isEnough(input) || agrees || (!came && readsAsNone(wanted, input));
  const heard = came || enough || nameLast(wanted, memory.evidence, input.text);
  if (!heard) return false;
  memory.misses = 0;
  keepFacts(memory, input.reading, memory.asking);
  if (!enough && !hasAll(wanted, memory)) return true;
  endGathering(wanted, memory);
  if (memory.asking !== null) memory.filled.push(memory.asking);
  if (memory.evidence.length === 0) say(turn, bubblesOf(turn, tools.repairs, 'send_later'));
  return true;
}

/** "I have no slip": of several, whatever is not there is not asked again. */
function readsAsNone([first]: readonly CollectStep[], input: Turn['input']): boolean {
  if (input.reading.act === 'no' || wishesToSendNone(input.text)) return true;
  return first !== undefined && readAnswer(first, input, []).status === 'none';
}

const hasFiles = ({ memory }: Turn) => memory.evidence.length > 0;

/** What to send, each with what a good one shows; after a file, only that more may come. */
function askForFiles(
  flow: Flow,
  wanted: readonly CollectStep[],
  goesOn: boolean,
  turn: Turn,
  { repairs }: CompileTools,
): string[] {
  const came = turn.input.attachments.some((item) => item.status === 'stored');
  if (goesOn && came) return bubblesOf(turn, repairs, 'gather_more');
  // What it is was said before: whoever wrote something else need not read it again.
  if (
    goesOn &&
    turn.input.text !== '' &&
    turn.input.payload === null &&
    turn.input.reading.act === null
  )
    return bubblesOf(turn, repairs, hasFiles(turn) ? 'gather_open' : 'gather');
  const open = wanted.filter(({ collect }) => !has(turn.memory, collect));
  const each = open.flatMap(({ text }) => bubblesOf(turn, flow.texts, text));
  return hasFiles(turn)
    ? [...bubblesOf(turn, repairs, 'gather_rest'), ...each]
    : [...each, ...bubblesOf(turn, repairs, 'gather')];
}

/** Long enough to tell something, which stays in the thread for the officer. */
const TELLS = 12;

const tellsMore = (text: string) =>
  text.trim().length >= TELLS && !looksLikeQuestion(text) && !isAngry(text);

function repairFor(step: PromptStep, text: string): string {
  if (isAngry(text)) return 'angry';
  if ('collect' in step) return 'need_file';
  return 'choose' in step ? 'need_choice' : `need_${step.type}`;
}

function targetOf(step: PromptStep, value: unknown) {
  return 'choose' in step ? (step.options.find((option) => option.value === value) ?? null) : null;
}

/** The options as they are shown now, the likely problem types first. */
function optionsOf(flow: Flow, step: PromptStep, turn: Turn): ShownOption[] {
  if (!('choose' in step)) return [];
  const likely = step.options_from === undefined ? [] : turn.memory.likely;
  return [
    ...likely.map((type) => ({
      value: type,
      title: titleOf(turn, flow.texts, `type_${type}`),
      words: [],
      impliedBy: [],
    })),
    ...step.options.map(({ value, title, words, implied_by: impliedBy }) => ({
      value,
      title: titleOf(turn, flow.texts, title),
      words,
      impliedBy,
    })),
  ];
}

function asksContact(step: PromptStep): boolean {
  return 'ask' in step && step.type === 'own_contact';
}

function quickReplies(flow: Flow, step: PromptStep, turn: Turn, tools: CompileTools): QuickReply[] {
  const replies: QuickReply[] = optionsOf(flow, step, turn).map(({ value, title }) => ({
    title,
    payload: `choose:${flow.id}/${slotOf(step)}/${value}`,
  }));
  const goesOn =
    'collect' in step && hasFiles(turn) && gatheredWith(flow, step, turn.memory).length > 1;
  if (goesOn) {
    const title = titleOf(turn, tools.repairs, 'button_enough');
    replies.push({ title, payload: `choose:${flow.id}/${slotOf(step)}/enough` });
  }
  const act = (name: 'skip' | 'later' | 'why' | 'cancel' | 'human' | 'language', payload: string) =>
    replies.push({
      title: titleOf(turn, tools.repairs, `button_${name}`),
      payload: `act:${payload}`,
    });
  const name = asksContact(step) ? turn.services.profileName : null;
  if (name !== null && name.length <= LIMITS.quickReplyTitle) {
    replies.push({ title: name, payload: `choose:${flow.id}/${slotOf(step)}/profile` });
  }
  if ('collect' in step && step.optional && !goesOn) act('later', 'later');
  if (step.optional && !goesOn) act('skip', 'skip');
  if (step.why !== undefined) act('why', 'why');
  if (turn.memory.misses >= MISSES_TO_OFFER) act('human', 'human');
  if (flow.id === 'welcome') act('language', turn.language === 'th' ? 'english' : 'thai');
  else act('cancel', 'cancel');
  return replies;
}
