import { keepFacts } from './known-facts.ts';
import { blankMatter, type SlotValue, type ToldMatter, type Turn } from './turn.ts';

/** The flow that offers the second of two matters. */
const OFFER = 'second_matter';

/**
 * The person has chosen which of two matters comes first: what was told of it counts for it, and the
 * other one is remembered.
 */
export function chooseFirst({ memory, services }: Turn): void {
  const { matters, slots } = memory;
  const first = matters.find(({ type }) => type === slots['problem_type']);
  if (first === undefined) return;
  keepFacts(memory, services.understand(first.text), null);
  memory.second = matters.find((matter) => matter !== first) ?? null;
  memory.matters = [];
}

/** Whether the other matter is the bot's to go on with: nothing may delay an officer where money has just gone. */
export function offersSecond({ memory, effects }: Turn): boolean {
  const urgent = effects.some((effect) => effect.kind === 'problem_type' && effect.urgent);
  return memory.second !== null && !urgent;
}

/**
 * Nothing may hold up whoever has just lost money, and nothing that they told may be lost either: the
 * other matter becomes a case of its own at once, of what was told of it; an officer asks the rest.
 * @returns its code; null: there is no other matter
 */
export function fileSecond(turn: Turn): string | null {
  const { memory, services, language } = turn;
  const { second } = memory;
  if (second === null) return null;
  const own = { ...memory, slots: slotsOf(second, null) };
  keepFacts(own, services.understand(second.text), null);
  const { reference, secret } = services.openCase({
    type: second.type,
    urgent: false,
    language,
    slots: own.slots,
    evidence: [],
    staffFacts: {},
  });
  memory.second = null;
  Object.assign(memory.slots, {
    second_story: second.text,
    second_reference: reference,
    second_secret: secret,
  });
  return reference;
}

/** The first matter is filed: the second one is offered, with what was told of it. */
export function beginSecond(turn: Turn): void {
  const { memory, services } = turn;
  const { second } = memory;
  if (second === null) return;
  const reference = memory.slots['reference'] ?? null;
  Object.assign(memory, blankMatter());
  memory.slots = slotsOf(second, reference);
  keepFacts(memory, services.understand(second.text), null);
  turn.effects.push({ kind: 'handoff_later' });
  turn.startNext = OFFER;
}

function slotsOf(
  { type, text, confidence }: ToldMatter,
  other: SlotValue,
): Record<string, SlotValue> {
  return {
    story: text,
    told: true,
    sure: true,
    problem_type: type,
    type_confidence: confidence,
    other_case: other ?? null,
  };
}
