import { createHash } from 'node:crypto';
import { withFact } from '../domain/amend-case.ts';
import type { Case, StaffName, TypeSource } from '../domain/case.ts';
import type { Consent } from '../domain/consent.ts';
import type { Language } from '../domain/conversation.ts';
import type { ConversationId, Instant, MessageId } from '../domain/ids.ts';
import type { ComplaintType } from '../domain/problem-types.ts';
import { makeReferenceCode, REFERENCE_ALPHABET } from '../domain/reference-code.ts';
import { isFact, saidByStaff, type StaffFact, type StaffFacts } from '../domain/told-fact.ts';

/** What a flow collected, told by slot. */
export interface CaseDraft {
  readonly type: ComplaintType;
  readonly urgent: boolean;
  readonly slots: Readonly<Record<string, string | number | boolean | null>>;
  /** Which of them staff have put there; the rest is the person's. Missing: none. */
  readonly staffFacts?: StaffFacts;
}

const SECRET_LENGTH = 6;

/**
 * Makes a case of what the person told. The secret goes into the receipt and is kept only as a
 * hash: with the code it opens the public tracking page.
 */
export function newCase(
  draft: CaseDraft,
  from: {
    /** Null: the person came by phone, or is not known here. */
    readonly conversationId: ConversationId | null;
    readonly messageId: MessageId | null;
    readonly language: Language;
    readonly consent: Consent | null;
    readonly now: Instant;
    readonly random: () => number;
    /** Who of the staff opens it, instead of the bot. */
    readonly openedBy?: StaffName;
  },
): { readonly record: Case; readonly secret: string } {
  const { now, random } = from;
  const secret = Array.from({ length: SECRET_LENGTH }, () =>
    REFERENCE_ALPHABET.charAt(Math.floor(random() * REFERENCE_ALPHABET.length)),
  ).join('');
  const relation = draft.slots['relation'];
  const { openedBy } = from;
  let record: Case = {
    reference: makeReferenceCode(now, random),
    version: 1,
    type: draft.type,
    status: 'received',
    holder: '1212',
    urgent: draft.urgent,
    language: from.language,
    facts: {},
    parties: [],
    conversations: from.conversationId === null ? [] : [from.conversationId],
    consent: from.consent,
    secretHash: hashSecret(secret),
    history: [{ at: now, status: 'received', holder: '1212', by: openedBy?.name ?? 'bot' }],
    notes: [],
    duplicateOf: null,
    reopenCount: 0,
    onBehalfOf: typeof relation === 'string' && relation !== 'myself' ? relation : null,
    ...(openedBy !== undefined && { openedBy }),
    typeSource: typeSourceOf(draft, openedBy, now),
    createdAt: now,
    updatedAt: now,
  };
  const source = { by: 'consumer', messageId: from.messageId, at: now } as const;
  for (const [slot, value] of Object.entries(draft.slots)) {
    if (!isFact(slot, value)) continue;
    const by = saidByStaff(draft.staffFacts ?? {}, slot, value);
    record = withFact(record, slot, value, by === null ? source : sourceOf(by));
  }
  return { record, secret };
}

/** Staff, the bot that read it from the story, or the person who chose it. */
function typeSourceOf(
  { type, slots, staffFacts = {} }: CaseDraft,
  openedBy: StaffName | undefined,
  now: Instant,
): TypeSource {
  if (openedBy !== undefined) return { by: 'agent', staff: openedBy, confidence: null, at: now };
  const said = saidByStaff(staffFacts, 'problem_type', type);
  if (said !== null) return { by: 'agent', staff: said.staff, confidence: null, at: said.at };
  const confidence = slots['type_confidence'];
  return typeof confidence === 'number'
    ? { by: 'bot', confidence, at: now }
    : { by: 'consumer', confidence: null, at: now };
}

const sourceOf = ({ staff, at }: StaffFact) =>
  ({ by: 'agent', staff, messageId: null, at }) as const;

/** SHA-256 in hex; spaces and case do not matter to people who type it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret.replace(/\s/g, '').toUpperCase()).digest('hex');
}
