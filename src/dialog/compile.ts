import { BotkitConversation, type Botkit, type BotkitDialogWrapper, type BotWorker } from 'botkit';
import type { TurnContext } from 'botbuilder-core';
import type { QuickReply } from '../domain/message.ts';
import { readAnswer } from './answers.ts';
import { isPrompt, slotOf, type Flow, type PromptStep, type Step, type Texts } from './flow.ts';
import { bubblesOf, say } from './speak.ts';
import type { Turn } from './turn.ts';

/** Botkit's id of a flow: with the version, so that a changed flow is never entered in the middle. */
export const dialogId = (flow: Flow) => `${flow.id}.v${flow.version}`;

const TURN = 'turn';

/** Where Botkit's handlers find the turn in hand. */
export function turnOf(bot: BotWorker): Turn {
  const context = bot.getConfig('context') as TurnContext;
  return context.turnState.get<Turn>(TURN);
}

export interface CompileTools {
  readonly repairs: Texts;
  /** Looks the person's words up in the knowledge store and says what it finds. */
  answerQuestion(turn: Turn): void;
}

/**
 * Makes a Botkit conversation of a flow: one thread a step. A thread's `before` hook does the
 * step's work and moves on; the thread of a question waits there for the answer. A question whose
 * slot is known is passed over, so that starting a flow again goes on at the first open one.
 */
export function compileFlow(
  flow: Flow,
  controller: Botkit,
  tools: CompileTools,
): BotkitConversation {
  const convo = new BotkitConversation(dialogId(flow), controller);
  const threads = flow.steps.map((step, index) => step.id ?? `step${index}`);
  const threadOf = (index: number) => threads[index] ?? 'finish';
  const nextOf = (index: number) => threadOf(index + 1);

  convo.addAction(threadOf(0), 'default');
  convo.addAction('complete', 'finish');
  convo.before('finish', (_wrapper: BotkitDialogWrapper, bot: BotWorker) => {
    const turn = turnOf(bot);
    if (turn.startNext === null) leave(turn);
    return Promise.resolve();
  });

  flow.steps.forEach((step, index) => {
    const thread = threadOf(index);
    if (isPrompt(step)) {
      addPrompt(convo, flow, step, thread, nextOf(index), tools);
      return;
    }
    convo.addAction('complete', thread);
    convo.before(thread, async (wrapper: BotkitDialogWrapper, bot: BotWorker) => {
      const goto = await runStep(flow, step, turnOf(bot), tools);
      await wrapper.gotoThread(goto ?? nextOf(index));
    });
  });
  return convo;
}

function addPrompt(
  convo: BotkitConversation,
  flow: Flow,
  step: PromptStep,
  thread: string,
  next: string,
  tools: CompileTools,
): void {
  const slot = slotOf(step);
  convo.before(thread, async (wrapper: BotkitDialogWrapper, bot: BotWorker) => {
    const turn = turnOf(bot);
    const known = turn.memory.slots[slot];
    if (known !== undefined) {
      const target = 'choose' in step ? optionTarget(step, known) : null;
      if (target?.flow !== undefined) turn.startNext = target.flow;
      await wrapper.gotoThread(target?.flow === undefined ? (target?.goto ?? next) : 'finish');
      return;
    }
    turn.memory.asking = slot;
    say(
      turn,
      bubblesOf(turn, flow.texts, step.text),
      quickReplies(flow, step, turn, tools.repairs),
    );
  });
  // The question itself is staged by the hook above; Botkit only waits here for the answer.
  convo.addQuestion(
    { text: [], channelData: { staged: true } },
    [
      {
        default: true,
        handler: async (_answer: string, wrapper: BotkitDialogWrapper, bot: BotWorker) => {
          const turn = turnOf(bot);
          const answer = readAnswer(step, turn.input, titlesOf(flow, step, turn));
          if (answer.status === 'invalid') {
            turn.memory.misses += 1;
            const repair =
              'collect' in step
                ? 'need_file'
                : 'choose' in step
                  ? 'need_choice'
                  : `need_${step.type}`;
            say(turn, bubblesOf(turn, tools.repairs, repair));
          } else {
            turn.memory.misses = 0;
            turn.memory.slots[slot] = answer.value;
            turn.memory.filled.push(slot);
          }
          // Entering the thread anew asks again, or passes on, now that the slot is known.
          await wrapper.gotoThread(thread);
        },
      },
    ],
    null,
    thread,
  );
}

async function runStep(
  flow: Flow,
  step: Exclude<Step, PromptStep>,
  turn: Turn,
  tools: CompileTools,
): Promise<string | null> {
  const { memory } = turn;
  if ('say' in step) {
    if (!memory.said.includes(step.say)) {
      memory.said.push(step.say);
      say(turn, bubblesOf(turn, flow.texts, step.say));
    }
    return null;
  }
  if ('set' in step) {
    Object.assign(memory.slots, step.set);
    return null;
  }
  if ('branch' in step) {
    return step.branch.find((arm) => memory.slots[arm.slot] === arm.is)?.goto ?? null;
  }
  if ('open_case' in step) {
    const { reference, secret } = turn.services.openCase({
      type: step.open_case,
      urgent: step.urgent,
      slots: memory.slots,
      evidenceIds: memory.evidence.map((item) => item.evidenceId),
    });
    memory.slots['reference'] = reference;
    memory.slots['secret'] = secret;
    turn.effects.push({ kind: 'problem_type', type: step.open_case, urgent: step.urgent });
    return null;
  }
  if ('hand_off' in step) {
    turn.effects.push({ kind: 'handoff', reason: step.hand_off });
    return null;
  }
  if ('track' in step) {
    const found = await turn.services.findCase(String(memory.slots[step.track] ?? ''));
    memory.slots['found'] = found !== null;
    memory.slots['status'] = found?.status ?? null;
    return null;
  }
  if ('look_up' in step) {
    tools.answerQuestion(turn);
    return null;
  }
  if ('start' in step) {
    turn.startNext = step.start;
    return 'finish';
  }
  return 'finish';
}

/** The matter in hand is over: nothing of it leaks into the next one. */
export function leave(turn: Turn): void {
  Object.assign(turn.memory, {
    flow: null,
    slots: {},
    filled: [],
    said: [],
    evidence: [],
    misses: 0,
  });
}

function optionTarget(step: Extract<PromptStep, { choose: string }>, value: unknown) {
  return step.options.find((option) => option.value === value) ?? null;
}

function titlesOf(flow: Flow, step: PromptStep, turn: Turn): Map<string, string> {
  if (!('choose' in step)) return new Map();
  return new Map(
    step.options.map((option) => [
      option.value,
      flow.texts[option.title]?.[turn.language][0] ?? option.value,
    ]),
  );
}

function quickReplies(flow: Flow, step: PromptStep, turn: Turn, repairs: Texts): QuickReply[] {
  const replies: QuickReply[] = [];
  for (const [value, title] of titlesOf(flow, step, turn)) {
    replies.push({ title, payload: `choose:${flow.id}/${slotOf(step)}/${value}` });
  }
  const act = (name: 'skip' | 'why' | 'cancel') => {
    const title = repairs[`button_${name}`]?.[turn.language][0] ?? name;
    replies.push({ title, payload: `act:${name}` });
  };
  if (step.optional) act('skip');
  if (step.why !== undefined) act('why');
  if (flow.id !== 'welcome') act('cancel');
  return replies;
}
