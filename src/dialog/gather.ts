import { holds } from './condition.ts';
import { isPrompt, slotOf, type CollectStep, type Flow } from './flow.ts';
import type { DialogMemory, KeptEvidence } from './turn.ts';

type Known = Pick<DialogMemory, 'slots'>;

/**
 * The files that are asked for together with this one: those of the steps beside it whose condition
 * holds. One alone: there is nothing to gather, the first file answers.
 */
export function gatheredWith(flow: Flow, step: CollectStep, memory: Known): CollectStep[] {
  const at = flow.steps.findIndex((other) => other === step);
  let from = at;
  let to = at;
  while (isCollect(flow.steps[from - 1])) from -= 1;
  while (isCollect(flow.steps[to + 1])) to += 1;
  return flow.steps
    .slice(from, to + 1)
    .filter(isCollect)
    .filter(({ when }) => holds(when, memory));
}

const isCollect = (step: Flow['steps'][number] | undefined): step is CollectStep =>
  step !== undefined && 'collect' in step;

/** Those that the open question asks for; none: it asks for no file. */
export function gathering(flow: Flow | null, memory: DialogMemory): CollectStep[] {
  const step = flow?.steps
    .filter(isPrompt)
    .find((item) => slotOf(item) === memory.asking && holds(item.when, memory));
  return flow === null || step === undefined || !('collect' in step)
    ? []
    : gatheredWith(flow, step, memory);
}

/**
 * What files that come now are kept as: the one that is asked for, or the one that the words beside
 * them name. Null: somebody has to look at them.
 */
export function kindOf(wanted: readonly CollectStep[], words: string): string | null {
  if (wanted.length === 1) return wanted[0]?.collect ?? null;
  return named(wanted, words);
}

/** Longer words tell a story, in which a slip may be anybody's. */
const BESIDE = 60;

/** Names what came with the words that began a form: "โอนแล้ว นี่สลิปค่ะ". */
export function nameFirst(flow: Flow | null, words: string, came: readonly KeptEvidence[]): void {
  if (flow === null || words.length >= BESIDE) return;
  const kind = named(flow.steps.filter(isCollect), words);
  for (const item of came) item.kind ??= kind;
}

/** The only one that the words name; null: none, or several. */
export function named(wanted: readonly CollectStep[], words: string): string | null {
  const plain = words.toLowerCase();
  const [only, ...others] = wanted.filter(({ also_called: names }) =>
    names.some((name) => plain.includes(name.toLowerCase())),
  );
  return only === undefined || others.length > 0 ? null : only.collect;
}

/** "That was the slip": what was sent last and not named. False when the words name nothing. */
export function nameLast(
  wanted: readonly CollectStep[],
  evidence: readonly KeptEvidence[],
  words: string,
): boolean {
  const kind = named(wanted, words);
  const last = evidence.at(-1);
  if (kind === null || last === undefined || last.kind !== null) return false;
  last.kind = kind;
  return true;
}

/** Whether a file has come for each of them. */
export function hasAll(wanted: readonly CollectStep[], memory: DialogMemory): boolean {
  return wanted.every(({ collect }) => has(memory, collect));
}

export function has({ evidence }: DialogMemory, wanted: string): boolean {
  return evidence.some(({ kind }) => kind === wanted);
}

/** Nothing more comes now: what came is counted, and what did not is not asked again. */
export function endGathering(wanted: readonly CollectStep[], memory: DialogMemory): void {
  for (const { collect } of wanted) {
    const came = memory.evidence.filter(({ kind }) => kind === collect).length;
    memory.slots[collect] ??= came > 0 ? came : null;
  }
}

const ENOUGH =
  /^(?:แค่นี้|เท่านี้|หมดแล้ว|พอแล้ว|ครบแล้ว|ส่งครบ|ส่งหมด|มีแค่นี้|มีเท่านี้|ไม่มีแล้ว|ไม่มีอีก)|^(?:that(?:'s| is) (?:all|it)|that(?:'s| is) everything|done|all sent|no more|nothing else)\b/i;

/** Says that nothing more comes: by the button, or in words. */
export function isEnough({ text, payload }: { text: string; payload: string | null }): boolean {
  return payload?.split('/').at(-1) === 'enough' || ENOUGH.test(text.trim());
}

const NOT_WISHED = /ไม่สะดวก|ไม่อยากส่ง|ไม่ขอส่ง|ยังไม่ได้(?!รับ|ของ)|ไม่ได้ไป|\brather not\b|\bnot yet\b/i;

/** Says that what is asked for is not to be had, or not to be sent. */
export const wishesToSendNone = (text: string): boolean => NOT_WISHED.test(text);
