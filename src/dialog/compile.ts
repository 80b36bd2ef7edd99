import { BotkitConversation, type Botkit, type BotkitDialogWrapper, type BotWorker } from 'botkit';
import { holds } from './condition.ts';
import { isPrompt, type Flow, type Texts } from './flow.ts';
import { addPrompt } from './prompt.ts';
import { leave, runStep } from './run-step.ts';
import { turnOf, type Turn } from './turn.ts';

export interface CompileTools {
  readonly repairs: Texts;
  /** Looks the person's words up in the knowledge store and says what it finds. */
  readonly answerQuestion: (turn: Turn) => void;
  /** Answers a question asked in the middle of a form. False when the words are surely none. */
  readonly answerAside: (turn: Turn) => boolean;
}

/**
 * Botkit's id of a flow. It changes with the version and with the steps, so that a changed flow is
 * never entered in the middle; a changed wording keeps it.
 */
export function dialogId(flow: Flow): string {
  return `${flow.id}.v${flow.version}.${fingerprint(JSON.stringify(flow.steps))}`;
}

/** FNV-1a, 32 bits: tells apart, guards nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash.toString(36);
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

  convo.addAction(threadOf(0), 'default');
  convo.addAction('complete', 'finish');
  convo.before('finish', (_wrapper: BotkitDialogWrapper, bot: BotWorker) => {
    const turn = turnOf(bot);
    if (turn.startNext === null) leave(turn);
    return Promise.resolve();
  });
  flow.steps.forEach((step, index) => {
    const thread = threadOf(index);
    const next = threadOf(index + 1);
    if (isPrompt(step)) {
      addPrompt(convo, flow, step, thread, next, tools);
      return;
    }
    convo.addAction('complete', thread);
    convo.before(thread, async (wrapper: BotkitDialogWrapper, bot: BotWorker) => {
      const turn = turnOf(bot);
      const goto = holds(step.when, turn.memory) ? await runStep(flow, step, turn, tools) : null;
      await wrapper.gotoThread(goto ?? next);
    });
  });
  return convo;
}
