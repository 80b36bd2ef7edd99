import { nextQuestion, wantedFiles, type WantedFile } from '../../dialog/matter-card.ts';
import { openMatter } from '../../dialog/kept-matter.ts';
import type { Flow } from '../../dialog/flow.ts';
import { memoryFrom, type SlotValue } from '../../dialog/turn.ts';
import type { Case, Fact, TypeSource } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { isFromPerson, isStored } from '../../domain/evidence.ts';
import type { Instant } from '../../domain/ids.ts';
import { previewOf, type ThreadMessage } from '../../domain/message.ts';
import { isComplaintType, type ComplaintType } from '../../domain/problem-types.ts';
import type { ReferenceCode } from '../../domain/reference-code.ts';
import { isFact, saidByStaff, type StaffFacts } from '../../domain/told-fact.ts';
import type { Store } from '../../ports.ts';
import type { Reading } from '../../understanding/reading.ts';

export interface CardTools {
  readonly store: Pick<
    Store,
    'caseByReference' | 'evidenceOfCase' | 'evidenceOfConversation' | 'messages' | 'openHandoff'
  >;
  readonly matters: {
    /** The form of a type, as it stands now; null: there is none. */
    readonly formOf: (type: ComplaintType) => Flow | null;
    readonly understand: (text: string) => Reading;
  };
}

type Said = Pick<Fact['source'], 'by' | 'staff'> & { readonly at: Instant | null };

/** All that an officer who takes a person over has to know of the matter. */
export interface MatterCard {
  /** Of the case, when all that was told is filed; null: it is not. */
  readonly reference: ReferenceCode | null;
  /** What the person wants, in words; null: nothing was said yet. */
  readonly wish: string | null;
  /** Null: of no type that is known. */
  readonly type: (Omit<TypeSource, 'at'> & { readonly type: ComplaintType }) | null;
  /** Of which other types it may be, the likeliest first. */
  readonly alternatives: readonly {
    readonly type: ComplaintType;
    readonly confidence: number;
  }[];
  readonly urgency: {
    readonly urgent: boolean;
    /** Null: nothing makes it urgent. */
    readonly why: 'staff' | 'money_just_sent' | 'money_lost' | 'care' | 'form' | null;
    /** Who of the staff said so, where one did. */
    readonly by: string | null;
  };
  /** What is known and not filed, by slot. */
  readonly facts: Readonly<
    Record<string, { readonly value: string | number; readonly source: Said }>
  >;
  readonly files: readonly WantedFile[];
  /** Files that nobody asked for. */
  readonly otherFiles: number;
  /** What the bot said last, oldest first, shortened. */
  readonly botSaid: readonly { readonly text: string; readonly at: Instant }[];
  /** The fact that the bot waits for now; null: none. */
  readonly asking: string | null;
  /** What to ask next; null: nothing is missing. */
  readonly next: { readonly slot: string; readonly text: string } | null;
}

/** Lines among which the bot's last ones and the person's last words are looked for. */
const LOOKED_BACK = 60;
const SAID_SHOWN = 3;
const SHORT = 160;
const ALTERNATIVES = 3;
/** What would read "0 %" is no rival. */
const WORTH_SHOWING = 0.01;

interface Matter {
  readonly record: Case | null;
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly staffFacts: StaffFacts;
}

export async function matterCard(tools: CardTools, talk: Conversation): Promise<MatterCard> {
  const { store, matters } = tools;
  const matter = await matterOf(store, talk);
  const { record, slots } = matter;
  const [lines, handoff, files] = await Promise.all([
    store.messages(talk.id, { before: null, limit: LOOKED_BACK }),
    store.openHandoff(talk.id),
    record === null ? unfiled(store, talk) : store.evidenceOfCase(record.reference),
  ]);
  const kept = files.filter((item) => isStored(item) && isFromPerson(item));
  const kinds = new Set(kept.flatMap(({ kind }) => kind ?? []));
  const here = { kinds, unsorted: kept.some(({ kind }) => kind === null) };
  const story = typeof slots['story'] === 'string' ? slots['story'] : null;
  const reading = story === null ? null : matters.understand(story);
  const type = typeOf(matter, talk, reading);
  const form = type === null ? null : matters.formOf(type.type);
  const wanted = form === null ? [] : wantedFiles(form, slots, here);
  const known = new Set(wanted.map(({ kind }) => kind));
  const { asking } = memoryFrom(talk.dialog);
  return {
    reference: record?.reference ?? null,
    wish: story ?? lastWords(lines),
    type,
    alternatives: alternativesTo(type?.type ?? null, reading),
    urgency: urgencyOf(talk, matter, handoff?.reason === 'care'),
    facts: record === null ? factsOf(matter) : {},
    files: wanted,
    otherFiles: kept.filter(({ kind }) => kind === null || !known.has(kind)).length,
    botSaid: lines.filter(isBotLine).slice(-SAID_SHOWN).map(shortened),
    asking: record === null ? asking : null,
    next: form === null ? null : nextQuestion(form, slots, here, talk.language),
  };
}

/** What is in hand or kept; else the last case; else whatever the bot has heard. */
async function matterOf(store: CardTools['store'], talk: Conversation): Promise<Matter> {
  const memory = memoryFrom(talk.dialog);
  const open = openMatter(memory) ?? memory.kept;
  if (open !== null) return { record: null, slots: open.slots, staffFacts: open.staffFacts };
  const reference = talk.caseReferences.at(-1);
  const record = reference === undefined ? null : await store.caseByReference(reference);
  if (record === null) return { record, slots: memory.slots, staffFacts: memory.staffFacts };
  const slots = Object.entries(record.facts).map(([slot, { value }]) => [slot, value] as const);
  return { record, slots: Object.fromEntries(slots), staffFacts: {} };
}

async function unfiled(store: CardTools['store'], { id }: Conversation) {
  const all = await store.evidenceOfConversation(id);
  return all.filter(({ reference }) => reference === null);
}

function typeOf(
  { record, slots, staffFacts }: Matter,
  talk: Conversation,
  reading: Reading | null,
): MatterCard['type'] {
  if (record !== null) {
    const { by = 'bot', staff, confidence = null } = record.typeSource ?? {};
    return { type: record.type, by, ...(staff && { staff }), confidence };
  }
  const type = String(slots['problem_type'] ?? talk.problemType ?? '');
  if (!isComplaintType(type)) return likelyType(reading);
  const said = saidByStaff(staffFacts, 'problem_type', type);
  if (said !== null) return { type, by: 'agent', staff: said.staff, confidence: null };
  const { type_confidence: sure } = slots;
  return typeof sure === 'number'
    ? { type, by: 'bot', confidence: sure }
    : { type, by: 'consumer', confidence: null };
}

/** The bot was not sure enough to take it for that; an officer may be. */
function likelyType(reading: Reading | null): MatterCard['type'] {
  if (reading === null || !isComplaintType(reading.intent)) return null;
  return { type: reading.intent, by: 'bot', confidence: reading.confidence };
}

function alternativesTo(type: ComplaintType | null, reading: Reading | null) {
  if (reading === null) return [];
  return [reading, ...reading.alternatives]
    .flatMap(({ intent, confidence }) =>
      isComplaintType(intent) && intent !== type && confidence >= WORTH_SHOWING
        ? [{ type: intent, confidence }]
        : [],
    )
    .slice(0, ALTERNATIVES);
}

function urgencyOf(
  talk: Conversation,
  { record, slots }: Matter,
  despairs: boolean,
): MatterCard['urgency'] {
  const { urgent, urgentBy = null } = talk;
  if (urgentBy !== null) return { urgent, why: 'staff', by: urgentBy.staff.name };
  if (despairs) return { urgent: true, why: 'care', by: null };
  if (slots['money_just_sent'] === 'yes') return { urgent: true, why: 'money_just_sent', by: null };
  if (slots['money_lost'] === 'yes') return { urgent: true, why: 'money_lost', by: null };
  const byForm = urgent || record?.urgent === true;
  return { urgent: byForm, why: byForm ? 'form' : null, by: null };
}

function factsOf({ slots, staffFacts }: Matter): MatterCard['facts'] {
  return Object.fromEntries(
    Object.entries(slots).flatMap(([slot, value]) => {
      if (!isFact(slot, value)) return [];
      const said = saidByStaff(staffFacts, slot, value);
      const source: Said =
        said === null
          ? { by: 'consumer', at: null }
          : { by: 'agent', staff: said.staff, at: said.at };
      return [[slot, { value, source }] as const];
    }),
  );
}

function lastWords(lines: readonly ThreadMessage[]): string | null {
  const last = lines.findLast((line) => line.direction === 'in' && previewOf(line) !== '');
  return last === undefined ? null : previewOf(last);
}

function isBotLine({ direction, author, content }: ThreadMessage): boolean {
  return direction === 'out' && author.kind === 'bot' && content.kind === 'text';
}

function shortened(line: ThreadMessage): MatterCard['botSaid'][number] {
  const [...letters] = previewOf(line).replaceAll(/\s+/g, ' ');
  const text = letters.length > SHORT ? `${letters.slice(0, SHORT).join('')}…` : letters.join('');
  return { text, at: line.at };
}
