import type { Language } from '../domain/conversation.ts';
import { isComplaintType } from '../domain/problem-types.ts';
import { parseReferenceCode } from '../domain/reference-code.ts';
import type { SlotValue, Turn } from './turn.ts';

/** What the engine does instead of passing the words on as an answer. */
export type Command =
  | {
      readonly kind: 'start';
      readonly flow: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
    }
  | { readonly kind: 'resume' | 'cancel' | 'back' | 'skip' | 'why' | 'question' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'faq'; readonly id: string };

/** From here on a complaint is taken at its word; below, the knowledge store is asked first. */
const SURE = 0.35;
/** Long enough to be an account of something that happened, not a command. */
const NARRATIVE = 60;

/**
 * Decides, before Botkit sees it, whether the words steer the talk (a button, "back", a reference
 * code, a new matter). Null: they answer the question in hand.
 */
export function routeInput(
  turn: Turn,
  flowForIntent: (intent: string) => string | null,
): Command | null {
  const { input, memory } = turn;
  if (input.payload !== null) {
    const pressed = routePayload(turn, input.payload);
    if (pressed !== 'answer') return pressed;
    return null;
  }
  const { act } = input.reading;
  if (act !== null && input.text.length < NARRATIVE) {
    const steered = routeAct(turn, act);
    if (steered !== null) return steered;
  }
  const code = parseReferenceCode(input.text);
  if (code.status === 'ok' && memory.asking !== 'reference') {
    return { kind: 'start', flow: 'track', slots: { reference: code.reference } };
  }
  if (code.status === 'wrong_check' && memory.flow !== 'track') {
    return { kind: 'say', text: 'code_slip' };
  }
  if (memory.flow === 'welcome' && /^[1-9๑-๙]$/.test(input.text.trim())) return null;
  if (memory.flow !== null && memory.flow !== 'welcome') {
    // The position in Botkit's dialog may be gone after an update: go on at the first open question.
    return memory.botkit === null || memory.asking === null ? { kind: 'resume' } : null;
  }
  return routeNewMatter(turn, flowForIntent);
}

function routePayload(turn: Turn, payload: string): Command | 'answer' {
  const [name = '', rest = ''] = splitOnce(payload, ':');
  switch (name) {
    // A label in this language was pressed, so the answer is in it: `en:start:complaint`.
    case 'th':
    case 'en':
      turn.language = name;
      return routePayload(turn, rest);
    case 'start':
      leaveMatter(turn);
      return { kind: 'start', flow: rest };
    case 'faq':
      return { kind: 'faq', id: rest };
    case 'act':
      return routeAct(turn, rest) ?? { kind: 'start', flow: 'welcome' };
    case 'choose': {
      const [flow = '', slot = '', value = ''] = rest.split('/');
      if (flow !== turn.memory.flow) {
        if (flow !== 'welcome') return { kind: 'say', text: 'old_button' };
        return { kind: 'start', flow, slots: { [slot]: value } };
      }
      if (slot === turn.memory.asking) return 'answer';
      // An older question of the same matter: the person corrects an answer.
      return { kind: 'start', flow, slots: { [slot]: value } };
    }
    default:
      return { kind: 'start', flow: 'welcome' };
  }
}

function routeAct(turn: Turn, act: string): Command | null {
  const inMatter = turn.memory.flow !== null && turn.memory.flow !== 'welcome';
  switch (act) {
    case 'cancel':
    case 'back':
    case 'why':
      return inMatter ? { kind: act } : { kind: 'start', flow: 'welcome' };
    case 'skip':
    case 'later':
      return inMatter ? { kind: 'skip' } : { kind: 'start', flow: 'welcome' };
    case 'help':
      return { kind: 'say', text: 'help' };
    case 'menu':
    case 'restart':
      leaveMatter(turn);
      return { kind: 'start', flow: 'welcome' };
    case 'human':
      return { kind: 'start', flow: 'human' };
    case 'english':
      return { kind: 'language', language: 'en' };
    case 'thai':
      return { kind: 'language', language: 'th' };
    default:
      return null;
  }
}

function routeNewMatter(turn: Turn, flowForIntent: (intent: string) => string | null): Command {
  const { reading, text, attachments } = turn.input;
  if (text === '') {
    return attachments.length > 0
      ? { kind: 'start', flow: 'complaint' }
      : { kind: 'start', flow: 'welcome' };
  }
  const { intent, confidence } = reading;
  if (confidence < SURE) return { kind: 'question' };
  if (intent === 'thanks') return { kind: 'say', text: 'welcome_back' };
  const flow = flowForIntent(intent) ?? (isComplaintType(intent) ? 'complaint' : null);
  if (flow === null) return { kind: 'question' };
  leaveMatter(turn);
  return { kind: 'start', flow, slots: { ...knownFrom(turn), story: text, told: true } };
}

/** Facts in the first message are not asked for again. */
function knownFrom(turn: Turn): Record<string, SlotValue> {
  const slots: Record<string, SlotValue> = { problem_type: turn.input.reading.intent };
  const names: Readonly<Record<string, string>> = {
    amount_thb: 'amount',
    bank: 'bank',
    bank_account: 'seller_account',
    phone: 'seller_phone',
    url: 'seller_link',
    date: 'paid_on',
    tracking_no: 'tracking_no',
  };
  for (const entity of turn.input.reading.entities) {
    const slot = names[entity.type];
    if (slot !== undefined) slots[slot] ??= entity.value;
  }
  return slots;
}

function leaveMatter(turn: Turn): void {
  Object.assign(turn.memory, { slots: {}, filled: [], said: [], asking: null });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
