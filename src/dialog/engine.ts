import { Botkit, type BotkitMessage, type BotWorker } from 'botkit';
import type { BotAdapter, TurnContext } from 'botbuilder-core';
import type { Language } from '../domain/conversation.ts';
import type { OutgoingContent } from '../domain/message.ts';
import { stagedStorage, waitsIn } from './botkit-state.ts';
import type { Command } from './command.ts';
import { compileFlow, dialogId } from './compile.ts';
import { readEdit } from './correction.ts';
import { fillIn } from './facts-in-words.ts';
import type { Flow, Texts } from './flow.ts';
import { gathering, kindOf, nameFirst } from './gather.ts';
import { answerAside, answerQuestion, type Knowledge } from './knowledge-answers.ts';
import { goOnFirst } from './kept-matter.ts';
import { obey, unpark, type ObeyTools } from './obey.ts';
import { routeInput } from './route.ts';
import { hardenBotkit } from './settling-ware.ts';
import { endSilence, sayWhereWeWere } from './silence.ts';
import { bubblesOf, say } from './speak.ts';
import {
  contextOf,
  TURN,
  turnOf,
  type DialogMemory,
  type SlotValue,
  type Turn,
  type TurnEffect,
  type TurnInput,
  type TurnServices,
} from './turn.ts';

/** What the engine needs of the Messenger adapter: a turn through Botkit, its replies staged. */
export interface DialogAdapter extends BotAdapter {
  dispatch(
    event: { readonly turnId: string; readonly text: string; readonly payload: string | null },
    turnState: ReadonlyMap<string, unknown>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void>;
}

export interface StepResult {
  readonly memory: DialogMemory;
  readonly replies: readonly OutgoingContent[];
  readonly effects: readonly TurnEffect[];
  readonly language: Language;
}

/** Most flows that one turn passes through; more is a circle in the dialog files. */
const MOST_FLOWS = 5;
const COMMAND = 'command';

/** Runs one state of the dialog files with Botkit in the middle. Remembers nothing between calls. */
export class DialogEngine {
  readonly #controller: Botkit;
  readonly #adapter: DialogAdapter;
  readonly #flows: ReadonlyMap<string, Flow>;
  readonly #dialogIds: ReadonlySet<string>;
  readonly #repairs: Texts;
  readonly #knowledge: Knowledge;
  readonly #tools: ObeyTools;
  readonly #memories = new Map<string, DialogMemory>();

  constructor(options: {
    readonly flows: readonly Flow[];
    readonly adapter: DialogAdapter;
    readonly knowledge: Knowledge;
  }) {
    const { flows, adapter, knowledge } = options;
    this.#adapter = adapter;
    this.#knowledge = knowledge;
    this.#flows = new Map(flows.map((flow) => [flow.id, flow]));
    this.#dialogIds = new Set(flows.map(dialogId));
    this.#repairs = this.#flow('repairs').texts;
    this.#tools = {
      repairs: this.#repairs,
      knowledge,
      flowOf: (id) => this.#flows.get(id) ?? null,
    };
    this.#controller = new Botkit({
      adapter,
      disable_webserver: true,
      disable_console: true,
      storage: stagedStorage(this.#memories),
    });
    hardenBotkit(this.#controller);
    this.#compile(flows);
    this.#controller.interrupts(
      (message: BotkitMessage) => Promise.resolve(isCommanded(message)),
      'message',
      async (bot: BotWorker) => {
        const turn = turnOf(bot);
        const command = contextOf(bot).turnState.get<Command>(COMMAND);
        const flow = obey(turn, command, this.#tools);
        // With nothing to begin, a menu that is shown still waits for its answer.
        if (flow !== null || turn.memory.flow === null) await bot.cancelAllDialogs();
        if (flow !== null) await this.#begin(bot, turn, flow);
        return true;
      },
    );
  }

  /** Whether the place where this conversation waits exists here. */
  knows(memory: DialogMemory): boolean {
    return waitsIn(memory).every((id) => this.#dialogIds.has(id));
  }

  /** Whether a link with this word leads to a flow. */
  opens(ref: string): boolean {
    return (this.#flows.get(ref)?.steps.length ?? 0) > 0;
  }

  /** The bubbles of a shared text, for what is said outside a turn of the bot. */
  phrase(name: string, language: Language, slots: Readonly<Record<string, SlotValue>>): string[] {
    return (this.#repairs[name]?.[language] ?? []).map((bubble) => fillIn(bubble, slots, language));
  }

  /**
   * Takes one step: what the person said, with what is known, to replies and effects.
   * @param turnId unique for this call; keeps parallel turns apart
   */
  async step(
    turnId: string,
    memory: DialogMemory,
    input: TurnInput,
    services: TurnServices,
    language: Language,
  ): Promise<StepResult> {
    const turn: Turn = {
      input,
      memory: structuredClone(memory),
      services,
      effects: [],
      replies: [],
      language,
      startNext: null,
    };
    this.#memories.set(turnId, turn.memory);
    try {
      await this.#run(turnId, turn);
    } finally {
      this.#memories.delete(turnId);
    }
    return {
      memory: turn.memory,
      replies: turn.replies,
      effects: turn.effects,
      language: turn.language,
    };
  }

  async #run(turnId: string, turn: Turn): Promise<void> {
    const { memory, input } = turn;
    const wanted = gathering(this.#tools.flowOf(memory.flow ?? ''), memory);
    const kind = kindOf(wanted, input.text);
    const came = input.attachments.flatMap((item) =>
      item.status === 'stored' ? [{ kind, evidenceId: item.evidenceId }] : [],
    );
    memory.evidence.push(...came);
    const lost = !this.knows(memory);
    if (input.replaces !== undefined) {
      const flow = this.#flows.get(memory.flow ?? '');
      const edit = lost || flow === undefined ? null : readEdit(turn, flow);
      if (edit !== null) await this.#dispatch(turnId, turn, { kind: 'correct', ...edit });
      return;
    }
    if (lost) memory.botkit = null;
    const silentFor = endSilence(turn);
    const tools = {
      flowOf: this.#tools.flowOf,
      flowForIntent: (intent: string) => this.#flowForIntent(intent),
      answers: (text: string) => this.#knowledge.answer(text, turn.language).status === 'answer',
    };
    let command = goOnFirst(turn, routeInput(turn, tools), tools);
    sayWhereWeWere(turn, silentFor, command, {
      repairs: this.#repairs,
      flow: this.#tools.flowOf(memory.flow ?? ''),
    });
    const stored = input.attachments.some((attachment) => attachment.status === 'stored');
    if (stored && input.text === '' && command?.kind === 'start') {
      say(turn, bubblesOf(turn, this.#repairs, 'file_kept'));
    }
    if (command === null && waitsIn(memory).length === 0) {
      // The form was changed meanwhile: what was told is kept, the open question is asked again.
      if (lost) say(turn, bubblesOf(turn, this.#repairs, 'form_changed'));
      command = { kind: 'resume' };
    }
    for (let passed = 0; passed < MOST_FLOWS; passed += 1) {
      if (command?.kind === 'start') nameFirst(this.#tools.flowOf(command.flow), input.text, came);
      turn.startNext = null;
      await this.#dispatch(turnId, turn, command);
      if (turn.startNext !== null) {
        const fromMenu = memory.flow === 'welcome';
        const start: Command = { kind: 'start', flow: turn.startNext };
        // What was chosen in the menu says nothing about the matter.
        if (fromMenu) memory.slots = {};
        command = fromMenu ? goOnFirst(turn, start, tools) : start;
      } else if (memory.flow === null && unpark(turn)) {
        say(turn, bubblesOf(turn, this.#repairs, 'back_to_form'));
        command = { kind: 'resume' };
      } else {
        return;
      }
    }
  }

  async #dispatch(turnId: string, turn: Turn, command: Command | null): Promise<void> {
    const state = new Map<string, unknown>([[TURN, turn]]);
    if (command !== null) state.set(COMMAND, command);
    // Botkit takes an empty text for no answer at all.
    const text = turn.input.text === '' ? '\ufffc' : turn.input.text;
    await this.#adapter.dispatch({ turnId, text, payload: turn.input.payload }, state, (context) =>
      this.#controller.handleTurn(context),
    );
  }

  async #begin(bot: BotWorker, turn: Turn, flowId: string): Promise<void> {
    const flow = this.#flows.get(flowId) ?? this.#flow('welcome');
    turn.memory.flow = flow.id;
    await bot.beginDialog(dialogId(flow));
  }

  #compile(flows: readonly Flow[]): void {
    const tools = {
      repairs: this.#repairs,
      answerQuestion: (turn: Turn) => {
        answerQuestion(turn, this.#knowledge, this.#repairs);
      },
      answerAside: (turn: Turn) => answerAside(turn, this.#knowledge),
    };
    for (const flow of flows.filter(({ steps }) => steps.length > 0)) {
      this.#controller.addDialog(compileFlow(flow, this.#controller, tools));
    }
  }

  #flowForIntent(intent: string): string | null {
    for (const flow of this.#flows.values()) if (flow.intents.includes(intent)) return flow.id;
    return null;
  }

  #flow(id: string): Flow {
    const flow = this.#flows.get(id);
    if (flow === undefined) throw new Error(`dialogs/${id}.yml is missing.`);
    return flow;
  }
}

function isCommanded(message: BotkitMessage): boolean {
  const context = message['context'] as TurnContext;
  return context.turnState.get<Command | undefined>(COMMAND) !== undefined;
}
