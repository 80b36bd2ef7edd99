import { isComplaintType } from '../domain/problem-types.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import { pointsAtPapers } from '../domain/sensitive-file.ts';
import { readAnswer } from './answers.ts';
import type { Command } from './command.ts';
import { readCorrection } from './correction.ts';
import { isFree, isPrompt, slotOf, type Flow, type PromptStep } from './flow.ts';
import { gatheredWith, named } from './gather.ts';
import { dataWishIn } from './data-wish.ts';
import {
  asksLess,
  blamesUs,
  isAngry,
  isDesperate,
  isGreeting,
  isThanks,
  mattersIn,
  wantsToWithdraw,
} from './heard.ts';
import { isFirstHours, keepFacts, storyOf, SURE_OF_TYPE } from './known-facts.ts';
import { looksLikeQuestion } from './question.ts';
import { isInMatter, routeAct } from './route-act.ts';
import { beginAnew, routePayload } from './route-payload.ts';
import { leave } from './run-step.ts';
import type { Turn } from './turn.ts';

export interface RouteTools {
  readonly flowOf: (id: string) => Flow | null;
  readonly flowForIntent: (intent: string) => string | null;
  /** Whether the knowledge store surely answers these words. */
  readonly answers: (text: string) => boolean;
}

/** From here on a wish is taken at its word (right 87 times of 100); below, the knowledge store is asked first. */
const SURE = 0.3;
/** From here on a wish for a person is heard in the middle of a form. */
const SURE_OF_HUMAN = 0.5;
/** From here on words in a form are taken for another matter: whoever meant none loses a tap. */
const SURE_OF_ANOTHER = 0.8;
/** Long enough to be an account of something that happened, not a command. */
const NARRATIVE = 60;
/** Longer words tell more than what a file shows. */
const ABOUT_A_FILE = 40;
const COMMON_ENGLISH =
  /\b(?:i|i'm|my|me|you|the|a|is|was|to|and|not|no|for|it|they|what|how|can|have|please|help)\b/i;
/**
 * Decides, before Botkit sees it, whether the words steer the talk (a button, "back", a reference
 * code, a new matter). Null: they answer the question in hand.
 */
export function routeInput(turn: Turn, tools: RouteTools): Command | null {
  const { input, memory } = turn;
  const { offered } = memory;
  const routed = offered === null ? null : routeOffer(turn, offered);
  if (routed !== null) return routed;
  if (input.payload !== null) return routePayload(turn, input.payload, tools.flowOf);
  if (isDesperate(input.text)) return { kind: 'start', flow: 'care' };
  const wish = dataWishIn(input.text);
  if (wish !== null) return { kind: 'start', flow: wish };
  const { act } = input.reading;
  if (act !== null && input.text.length < NARRATIVE) {
    const steered = routeAct(turn, act);
    if (steered !== null) return steered;
  }
  const code = parseReferenceCode(input.text);
  if (input.text.length < NARRATIVE && wantsToWithdraw(input.text)) {
    const reference = code.status === 'ok' ? code.reference : turn.services.latestCase;
    if (memory.flow !== 'withdraw') {
      return {
        kind: 'start',
        flow: 'withdraw',
        ...(reference !== null && { slots: { reference } }),
      };
    }
  }
  if (code.status === 'ok' && memory.asking !== 'reference') {
    return { kind: 'start', flow: 'track', slots: { reference: code.reference } };
  }
  if (code.status === 'wrong_check' && memory.flow !== 'track') {
    return { kind: 'say', text: 'code_slip' };
  }
  if (memory.flow === 'welcome' && /^[1-9๑-๙]$/.test(input.text.trim())) return null;
  return isInMatter(turn) ? routeInForm(turn, tools) : routeNewMatter(turn, tools);
}

/** The answer to whether another matter is to begin, in words; whatever else is said withdraws the question. */
function routeOffer(turn: Turn, offered: string): Command | null {
  const { input, memory } = turn;
  // Its buttons ask for it again.
  if (input.payload !== null) return null;
  memory.offered = null;
  if (input.reading.act === 'yes') return beginAnew(turn, offered);
  return input.reading.act === 'no' ? { kind: 'resume' } : null;
}

function routeInForm(turn: Turn, tools: RouteTools): Command | null {
  const { memory, input } = turn;
  const { text, reading } = input;
  if (memory.asking === null) return { kind: 'resume' };
  const flow = tools.flowOf(memory.flow ?? '');
  const step = flow?.steps.filter(isPrompt).find((item) => slotOf(item) === memory.asking);
  if (flow === null || step === undefined || text === '') return null;
  const correction = readCorrection(turn, flow);
  if (correction !== null) return { kind: 'correct', ...correction };
  if (tellsOfPapersSent(step, turn)) return { kind: 'say', text: 'papers_covered' };
  if (text.length >= NARRATIVE || tellsOfFile(flow, step, turn)) return null;
  if (reading.intent === 'talk_to_human' && reading.confidence >= SURE_OF_HUMAN) {
    return { kind: 'start', flow: 'human' };
  }
  if (isGreeting(reading.said)) return { kind: 'resume' };
  if (isThanks(reading.said)) return { kind: 'say', text: 'thanked' };
  if (isFirstHours(reading) && memory.slots['money_just_sent'] === undefined) {
    // The form says once, before its open question, what stops the money.
    keepFacts(memory, reading, null);
    return { kind: 'resume' };
  }
  const matter = anotherMatter(step, turn, tools);
  if (matter !== null) return { kind: 'ask_first', flow: matter };
  if (asksLess(text)) return { kind: 'say', text: 'few_questions' };
  // Every other kind of question notices by itself that it was not answered.
  const freeText = 'ask' in step && isFree(step.type) && step.ask !== 'story';
  if (blamesUs(text) || (freeText && isAngry(text))) return { kind: 'say', text: 'angry' };
  return freeText && looksLikeQuestion(text) && tools.answers(text) ? { kind: 'aside' } : null;
}

/** "แชตที่คุยกับร้าน" beside a picture, or about the last one, is no wish to chat with a person. */
function tellsOfFile(flow: Flow, step: PromptStep, { memory, input }: Turn): boolean {
  if (!('collect' in step)) return false;
  const came = input.attachments.some((item) => item.status === 'stored');
  return came || named(gatheredWith(flow, step, memory), input.text) !== null;
}

/** "อันนั้นบัตรประชาชนค่ะ", of a file that came before, is no answer to what is asked now. */
function tellsOfPapersSent(step: PromptStep, { memory, input }: Turn): boolean {
  const { text, attachments } = input;
  if (attachments.length > 0 || memory.evidence.length === 0) return false;
  if (slotOf(step) === 'story' || text.length >= ABOUT_A_FILE) return false;
  return pointsAtPapers(text) === 'points';
}

/** The form of another matter, when the words surely tell of one and leave the question unanswered. */
function anotherMatter(
  step: PromptStep,
  { input, memory }: Turn,
  tools: RouteTools,
): string | null {
  const { intent, confidence } = input.reading;
  const told = isComplaintType(intent) && confidence >= SURE_OF_ANOTHER;
  if (!told || !('ask' in step) || isFree(step.type)) return null;
  const flow = tools.flowForIntent(intent);
  if (flow === null || flow === memory.flow || memory.slots['problem_type'] === intent) return null;
  return readAnswer(step, input, []).status === 'invalid' ? flow : null;
}

function routeNewMatter(turn: Turn, tools: RouteTools): Command {
  const { reading, text, attachments } = turn.input;
  if (text === '') {
    if (attachments.length === 0) return { kind: 'start', flow: 'welcome' };
    return turn.services.latestCase === null
      ? { kind: 'start', flow: 'complaint' }
      : { kind: 'say', text: 'evidence_added' };
  }
  followLanguage(turn);
  const { intent, confidence } = reading;
  if (mattersIn(text).length > 1) return startMatter(turn, 'complaint');
  const unsureOfType = !isComplaintType(intent) || confidence < SURE_OF_TYPE;
  if (unsureOfType && isFirstHours(reading)) return startMatter(turn, 'scam_transfer');
  const anger = isAngry(text) && !isComplaintType(intent);
  if (text.length < NARRATIVE && (blamesUs(text) || anger)) return { kind: 'say', text: 'angry' };
  if (confidence < SURE) return { kind: 'question' };
  if (intent === 'thanks') return { kind: 'say', text: 'welcome_back' };
  // A type that is not sure is asked for before its form begins.
  const flow = isComplaintType(intent) && unsureOfType ? 'complaint' : tools.flowForIntent(intent);
  return flow === null ? { kind: 'question' } : startMatter(turn, flow);
}

/** Begins a matter with what was told in its first words. */
export function startMatter(turn: Turn, flow: string): Command {
  const { evidence } = turn.memory;
  leave(turn);
  turn.memory.evidence = evidence;
  turn.memory.slots = storyOf(turn);
  // Of several matters, what was told of one must not count for the other.
  const { reading } = turn.input;
  const several = turn.memory.matters.length > 1;
  keepFacts(turn.memory, several ? { ...reading, entities: [] } : reading, null);
  return { kind: 'start', flow };
}

/** A person who begins in the other language is answered in it. */
function followLanguage(turn: Turn): void {
  const { reading, text } = turn.input;
  const words = text.match(/[a-z']+/gi)?.length ?? 0;
  // Thai typed with the wrong keyboard layout is no English.
  if (reading.language === 'en' && words >= 3 && COMMON_ENGLISH.test(text)) turn.language = 'en';
  if (reading.language === 'th') turn.language = 'th';
}
