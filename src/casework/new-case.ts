import { createHash } from 'node:crypto';
import type { Case, Fact, Party } from '../domain/case.ts';
import type { Consent } from '../domain/consent.ts';
import type { Language } from '../domain/conversation.ts';
import type { ConversationId, Instant, MessageId } from '../domain/ids.ts';
import type { ComplaintType } from '../domain/problem-types.ts';
import { makeReferenceCode, REFERENCE_ALPHABET } from '../domain/reference-code.ts';

/** What a flow collected, told by slot. */
export interface CaseDraft {
  readonly type: ComplaintType;
  readonly urgent: boolean;
  readonly slots: Readonly<Record<string, string | number | boolean | null>>;
}

const SECRET_LENGTH = 6;
/** Slots that steer the flow and say nothing about the matter. */
const NO_FACTS = [
  'consent',
  'privacy_page',
  'track_page',
  'money_just_sent',
  'problem_type',
  'kind',
  'menu',
  'reference',
  'secret',
  'found',
  'status',
];
const PARTY_SLOTS: Readonly<Record<string, Party['kind']>> = {
  seller_name: 'name',
  seller_account: 'bank_account',
  seller_phone: 'phone',
  seller_link: 'url',
};

/**
 * Makes a case of what the person told. The secret goes into the receipt and is kept only as a
 * hash: with the code it opens the public tracking page.
 */
export function newCase(
  draft: CaseDraft,
  from: {
    readonly conversationId: ConversationId;
    readonly messageId: MessageId | null;
    readonly language: Language;
    readonly consent: Consent | null;
    readonly now: Instant;
    readonly random: () => number;
  },
): { readonly record: Case; readonly secret: string } {
  const { now, random } = from;
  const secret = Array.from({ length: SECRET_LENGTH }, () =>
    REFERENCE_ALPHABET.charAt(Math.floor(random() * REFERENCE_ALPHABET.length)),
  ).join('');
  const facts: Record<string, Fact> = {};
  const parties: Party[] = [];
  for (const [slot, value] of Object.entries(draft.slots)) {
    if (value === null || typeof value === 'boolean' || NO_FACTS.includes(slot)) continue;
    facts[slot] = { value, source: { by: 'consumer', messageId: from.messageId, at: now } };
    const kind = PARTY_SLOTS[slot];
    if (kind !== undefined) parties.push({ role: 'seller', kind, value: String(value) });
  }
  const record: Case = {
    reference: makeReferenceCode(now, random),
    version: 1,
    type: draft.type,
    status: 'received',
    holder: '1212',
    urgent: draft.urgent,
    language: from.language,
    facts,
    parties,
    conversations: [from.conversationId],
    consent: from.consent,
    secretHash: hashSecret(secret),
    history: [{ at: now, status: 'received', holder: '1212', by: 'bot' }],
    createdAt: now,
    updatedAt: now,
  };
  return { record, secret };
}

/** SHA-256 in hex; spaces and case do not matter to people who type it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret.replace(/\s/g, '').toUpperCase()).digest('hex');
}
