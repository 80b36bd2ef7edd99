import { Botkit, type BotkitMessage, type BotWorker } from 'botkit';
import type { BotAdapter, Storage, StoreItems, TurnContext } from 'botbuilder-core';
import type { Language } from '../domain/conversation.ts';
import type { OutgoingContent } from '../domain/message.ts';
import { compileFlow, dialogId, leave, turnOf, type CompileTools } from './compile.ts';
import type { Flow, Texts } from './flow.ts';
import { routeInput, type Command } from './route.ts';
import { SettlingWare } from './settling-ware.ts';
import { bubblesOf, say } from './speak.ts';
import type { DialogMemory, Turn, TurnEffect, TurnInput, TurnServices } from './turn.ts';

/** What the engine needs of the Messenger adapter: a turn through Botkit, its replies staged. */
export interface DialogAdapter extends BotAdapter {
  dispatch(
    event: { readonly turnId: string; readonly text: string; readonly payload: string | null },
    turnState: ReadonlyMap<string, unknown>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void>;
}

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

export interface StepResult {
  readonly memory: DialogMemory;
  readonly replies: readonly OutgoingContent[];
  readonly effects: readonly TurnEffect[];
  readonly language: Language;
}

/** Most flows that one turn passes through; more is a circle in the dialog files. */
const MOST_FLOWS = 5;

/** Runs dialog files with Botkit in the middle. Remembers nothing between calls. */
export class DialogEngine {
  readonly #controller: Botkit;
  readonly #adapter: DialogAdapter;
  readonly #flows: ReadonlyMap<string, Flow>;
  readonly #repairs: Texts;
  readonly #knowledge: Knowledge;
  readonly #memories = new Map<string, DialogMemory>();

  constructor(options: {
    readonly flows: readonly Flow[];
    readonly adapter: DialogAdapter;
    readonly knowledge: Knowledge;
  }) {
    this.#adapter = options.adapter;
    this.#knowledge = options.knowledge;
    this.#flows = new Map(options.flows.map((flow) => [flow.id, flow]));
    this.#repairs = this.#flow('repairs').texts;
    this.#controller = new Botkit({
      adapter: options.adapter,
      disable_webserver: true,
      disable_console: true,
      storage: this.#stagedStorage(),
    });
    harden(this.#controller);
    const tools: CompileTools = {
      repairs: this.#repairs,
      answerQuestion: (turn) => this.#answerQuestion(turn),
    };
    for (const flow of options.flows.filter(({ steps }) => steps.length > 0)) {
      this.#controller.addDialog(compileFlow(flow, this.#controller, tools));
    }
    this.#controller.interrupts(
      (message: BotkitMessage) => {
        const context = message['context'] as TurnContext;
        return Promise.resolve(context.turnState.get('command') !== undefined);
      },
      'message',
      async (bot: BotWorker) => {
        const context = bot.getConfig('context') as TurnContext;
        await this.#obey(bot, turnOf(bot), context.turnState.get<Command>('command'));
        return true;
      },
    );
  }

  /** Flow ids by the intents that start them. */
  flowForIntent(intent: string): string | null {
    for (const flow of this.#flows.values()) if (flow.intents.includes(intent)) return flow.id;
    return null;
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
      for (const attachment of input.attachments) {
        if (attachment.status === 'stored') {
          turn.memory.evidence.push({
            kind: turn.memory.asking,
            evidenceId: attachment.evidenceId,
          });
        }
      }
      let command = routeInput(turn, (intent) => this.flowForIntent(intent));
      for (let passed = 0; passed < MOST_FLOWS; passed += 1) {
        turn.startNext = null;
        await this.#dispatch(turnId, turn, command);
        if (turn.startNext === null) break;
        // What was chosen in the menu says nothing about the matter.
        if (turn.memory.flow === 'welcome') turn.memory.slots = {};
        command = { kind: 'start', flow: turn.startNext };
      }
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

  async #dispatch(turnId: string, turn: Turn, command: Command | null): Promise<void> {
    const state = new Map<string, unknown>([['turn', turn]]);
    if (command !== null) state.set('command', command);
    // Botkit takes an empty text for no answer at all.
    const text = turn.input.text === '' ? '\ufffc' : turn.input.text;
    await this.#adapter.dispatch({ turnId, text, payload: turn.input.payload }, state, (context) =>
      this.#controller.handleTurn(context),
    );
  }

  async #obey(bot: BotWorker, turn: Turn, command: Command): Promise<void> {
    const { memory } = turn;
    switch (command.kind) {
      case 'start':
        if (memory.flow !== command.flow) {
          memory.said = [];
          memory.filled = [];
        }
        Object.assign(memory.slots, command.slots ?? {});
        await this.#begin(bot, turn, command.flow);
        return;
      case 'resume':
        await this.#begin(bot, turn, memory.flow ?? 'welcome');
        return;
      case 'cancel':
        await bot.cancelAllDialogs();
        leave(turn);
        this.#say(turn, 'cancelled');
        await this.#begin(bot, turn, 'welcome');
        return;
      case 'back': {
        const last = memory.filled.pop();
        if (last === undefined) this.#say(turn, 'nothing_to_go_back_to');
        else delete memory.slots[last];
        await this.#begin(bot, turn, memory.flow ?? 'welcome');
        return;
      }
      case 'skip':
        if (memory.asking !== null) {
          memory.slots[memory.asking] = null;
          memory.filled.push(memory.asking);
        }
        await this.#begin(bot, turn, memory.flow ?? 'welcome');
        return;
      case 'say':
        this.#say(turn, command.text);
        if (memory.flow !== null) await this.#begin(bot, turn, memory.flow);
        return;
      case 'why':
        say(turn, this.#reasonFor(turn));
        await this.#begin(bot, turn, memory.flow ?? 'welcome');
        return;
      case 'language':
        turn.language = command.language;
        turn.effects.push({ kind: 'language', language: command.language });
        await this.#begin(bot, turn, memory.flow ?? 'welcome');
        return;
      case 'faq': {
        const bubbles = this.#knowledge.entry(command.id, turn.language);
        if (bubbles === null) this.#say(turn, 'old_button');
        else say(turn, bubbles);
        if (memory.flow !== null) await this.#begin(bot, turn, memory.flow);
        return;
      }
      case 'question':
        this.#answerQuestion(turn);
        return;
    }
  }

  async #begin(bot: BotWorker, turn: Turn, flowId: string): Promise<void> {
    const flow = this.#flows.get(flowId) ?? this.#flow('welcome');
    await bot.cancelAllDialogs();
    turn.memory.flow = flow.id;
    await bot.beginDialog(dialogId(flow));
  }

  #answerQuestion(turn: Turn): void {
    const { memory, input } = turn;
    const found = this.#knowledge.answer(input.text, turn.language);
    if (found.status === 'answer') {
      memory.misses = 0;
      say(turn, found.bubbles);
      return;
    }
    if (found.status === 'unsure') {
      say(
        turn,
        bubblesOf(turn, this.#repairs, 'did_you_mean'),
        found.top.map(({ id, title }) => ({ title, payload: `faq:${id}` })),
      );
      return;
    }
    memory.misses += 1;
    turn.effects.push({ kind: 'unanswered', text: input.text });
    say(
      turn,
      bubblesOf(turn, this.#repairs, memory.misses > 1 ? 'offer_human' : 'not_understood'),
      (['menu', 'human'] as const).map((act) => ({
        title: this.#repairs[`button_${act}`]?.[turn.language][0] ?? act,
        payload: `act:${act}`,
      })),
    );
  }

  #reasonFor(turn: Turn): string[] {
    const flow = this.#flows.get(turn.memory.flow ?? '');
    const step = flow?.steps.find(
      (item) => 'why' in item && Object.values(item).includes(turn.memory.asking as never),
    );
    return flow !== undefined && step !== undefined && 'why' in step && step.why !== undefined
      ? bubblesOf(turn, flow.texts, step.why)
      : bubblesOf(turn, this.#repairs, 'why_in_general');
  }

  #say(turn: Turn, text: string): void {
    say(turn, bubblesOf(turn, this.#repairs, text));
  }

  #flow(id: string): Flow {
    const flow = this.#flows.get(id);
    if (flow === undefined) throw new Error(`dialogs/${id}.yml is missing.`);
    return flow;
  }

  /** Botkit's state lives in the turn's memory and is committed with everything else. */
  #stagedStorage(): Storage {
    const memoryOf = (key: string) => {
      const turnId = /conversations\/([^/]+?)-\1\//.exec(key)?.[1] ?? '';
      const memory = this.#memories.get(turnId);
      if (memory === undefined) throw new Error('Botkit asked for the state of no turn in hand.');
      return memory;
    };
    return {
      read: (keys: string[]) => {
        const items: StoreItems = {};
        for (const key of keys) {
          const state = memoryOf(key).botkit;
          if (state !== null) items[key] = this.#known(state);
        }
        return Promise.resolve(items);
      },
      write: (changes: StoreItems) => {
        for (const [key, state] of Object.entries(changes)) {
          memoryOf(key).botkit = structuredClone(state) as Record<string, unknown>;
        }
        return Promise.resolve();
      },
      delete: (keys: string[]) => {
        for (const key of keys) memoryOf(key).botkit = null;
        return Promise.resolve();
      },
    };
  }

  /** A state that waits in a dialog which a new version has replaced would throw for ever: drop it. */
  #known(state: Record<string, unknown>): Record<string, unknown> {
    const ids = new Set([...this.#flows.values()].map(dialogId));
    const stack = (state['dialogState'] as { dialogStack?: { id: string }[] } | undefined)
      ?.dialogStack;
    const waiting = stack?.filter((entry) => /\.v\d+$/.test(entry.id)) ?? [];
    return waiting.every((entry) => ids.has(entry.id)) ? state : {};
  }
}

function harden(controller: Botkit): void {
  const middleware = controller.middleware as unknown as Record<string, SettlingWare>;
  for (const name of ['spawn', 'ingest', 'send', 'receive', 'interpret']) {
    middleware[name] = new SettlingWare();
  }
}
