import { isComplaintType, type ComplaintType } from '../domain/problem-types.ts';
import type { CompileTools } from './compile.ts';
import { holds } from './condition.ts';
import type { Condition, Flow, PromptStep, Step } from './flow.ts';
import { beginAnother, dropKept, keepMatter, takeUp } from './kept-matter.ts';
import { keepFacts, typeOf } from './known-facts.ts';
import { keepContact, lookUpContact } from './own-contact.ts';
import { beginSecond, chooseFirst, fileSecond, offersSecond } from './second-matter.ts';
import { bubblesOf, say } from './speak.ts';
import { blankMatter, type Turn } from './turn.ts';

/**
 * Does the work of a step that asks nothing.
 * @returns the thread to go on with; null: the next one
 */
export async function runStep(
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
    const arm = step.branch.find(({ slot, is }) =>
      is.some((value) => memory.slots[slot] === value),
    );
    return arm?.goto ?? null;
  }
  if ('classify' in step) {
    // Once only: when the flow is begun again, the words in hand are no longer the story.
    if (memory.slots['sure'] === undefined) {
      Object.assign(memory.slots, typeOf(turn));
      keepFacts(memory, turn.input.reading, null);
    }
    return null;
  }
  if ('open_case' in step) {
    openCase(turn, step.open_case, isUrgent(step.urgent, turn));
    return null;
  }
  if ('open_case_from' in step) {
    const type = String(memory.slots[step.open_case_from] ?? '');
    if (!isComplaintType(type)) throw new Error(`${flow.id} opens a case of no known type.`);
    openCase(turn, type, isUrgent(step.urgent, turn));
    return null;
  }
  if ('hand_off' in step) {
    if (step.hand_off === 'case_opened' && offersSecond(turn)) {
      beginSecond(turn);
      return 'finish';
    }
    keepMatter(memory);
    turn.effects.push({ kind: 'handoff', reason: step.hand_off });
    return null;
  }
  if ('interrupted' in step) {
    if (step.interrupted === 'drop') dropKept(turn);
    else if (step.interrupted === 'go_on') takeUp(turn);
    else beginAnother(turn);
    return step.interrupted === 'drop' ? null : 'finish';
  }
  if ('track' in step) {
    await track(turn, String(memory.slots[step.track] ?? ''), step.with_secret);
    return null;
  }
  if ('withdraw' in step) {
    const code = String(memory.slots[step.withdraw] ?? '');
    memory.slots['withdrawn'] = await turn.services.withdrawCase(code);
    return null;
  }
  if ('look_up' in step) {
    if (step.look_up === 'consent') lookUpConsent(turn);
    else if (step.look_up === 'contact') await lookUpContact(turn);
    else tools.answerQuestion(turn);
    return null;
  }
  if ('personal' in step) {
    const { services } = turn;
    Object.assign(memory.slots, await services.personal(step.personal, memory.slots));
    memory.slots['privacy_page'] = services.consent.page;
    // Nothing is left to come back to.
    if (step.personal === 'ask_erasure') Object.assign(memory, { parked: null, kept: null });
    return null;
  }
  if ('keep' in step && step.keep === 'contact') {
    keepContact(memory);
    return null;
  }
  if ('keep' in step) {
    const given = memory.slots['consent'] === 'yes';
    if (!given || !turn.services.consent.agreed) turn.services.consent.keep(given);
    return null;
  }
  if ('goto' in step) return step.goto;
  if ('start' in step) turn.startNext = step.start;
  if ('start_from' in step) chooseFirst(turn);
  if ('start_from' in step) turn.startNext = String(memory.slots[step.start_from] ?? '');
  return 'finish';
}

async function track({ memory, services }: Turn, code: string, withSecret: boolean): Promise<void> {
  const result = await (withSecret ? services.findCaseBySecret(code) : services.findCase(code));
  const found = result === 'too_many' ? null : result;
  memory.slots['found'] = found !== null;
  memory.slots['status'] = result === 'too_many' ? result : (found?.status ?? null);
}

/** Said once: whoever has agreed to the notice in force is not asked again. */
function lookUpConsent({ memory, services }: Turn): void {
  const { agreed, page } = services.consent;
  memory.slots['privacy_page'] = page;
  if (agreed) memory.slots['consent'] ??= 'yes';
}

const isUrgent = (urgent: boolean | Condition, { memory }: Turn): boolean =>
  typeof urgent === 'boolean' ? urgent : holds(urgent, memory);

function openCase(turn: Turn, type: ComplaintType, urgent: boolean): void {
  const { memory } = turn;
  // Before the urgent one, which is then the last: what is sent later belongs to it.
  const other = urgent ? fileSecond(turn) : null;
  if (other !== null) memory.slots['other_case'] = other;
  const { reference, secret, trackPage } = turn.services.openCase({
    type,
    urgent,
    language: turn.language,
    slots: memory.slots,
    evidence: memory.evidence,
    staffFacts: memory.staffFacts,
  });
  memory.slots['reference'] = reference;
  memory.slots['secret'] = secret;
  memory.slots['track_page'] = trackPage;
  turn.effects.push({ kind: 'problem_type', type, urgent });
  memory.slots['second_goes_to'] = other !== null ? 'case' : offersSecond(turn) ? 'bot' : 'officer';
}

/** The matter in hand is over: nothing of it leaks into the next one. */
export function leave(turn: Turn): void {
  Object.assign(turn.memory, blankMatter());
}
