import type { Consent } from './consent.ts';
import type { ConversationId, Instant, MessageId, StaffId } from './ids.ts';
import type { Language } from './conversation.ts';
import type { ComplaintType } from './problem-types.ts';
import type { ReferenceCode } from './reference-code.ts';

export const CASE_STATUSES = [
  'received',
  'screening',
  'need_more_evidence',
  'coordinating',
  'forwarded',
  'agency_in_progress',
  'resolved',
  'closed_advice',
  'closed_no_contact',
  'out_of_scope',
  'withdrawn',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** A member of staff as a record names them: the name is what it was then. */
export interface StaffName {
  readonly staffId: StaffId;
  readonly name: string;
}

export interface FactSource {
  /** `bot`: worked out by the program, said by nobody. */
  readonly by: 'consumer' | 'agent' | 'bot';
  /** Who of the staff, where one did. */
  readonly staff?: StaffName;
  /** The line in which it was said; null when it came by no message, such as by phone. */
  readonly messageId: MessageId | null;
  readonly at: Instant;
}

/** Who said what kind of matter it is. `bot`: read from the story, as sure as `confidence` (0 to 1). */
export interface TypeSource extends Pick<FactSource, 'by' | 'staff' | 'at'> {
  /** Null: somebody said so. */
  readonly confidence: number | null;
}

export type FactValue = string | number;

/** Something known about a case, and who said it. */
export interface Fact {
  readonly value: FactValue;
  readonly source: FactSource;
  /** What stood there before it was corrected, oldest first. */
  readonly earlier?: readonly Pick<Fact, 'value' | 'source'>[];
}

export const PARTY_ROLES = ['seller', 'receiving_account', 'complainant'] as const;
export const PARTY_KINDS = ['name', 'bank_account', 'phone', 'url'] as const;

/**
 * Somebody or something that the complaint is about: a name, account, phone or link. `complainant`
 * is the person's own name or number, where it is known from elsewhere than Messenger.
 */
export interface Party {
  readonly role: (typeof PARTY_ROLES)[number];
  readonly kind: (typeof PARTY_KINDS)[number];
  /** As it was said; what it is compared by: party-key.ts. */
  readonly value: string;
  /** Of a bank account, by its code (banks.ts); missing when nobody has said. */
  readonly bank?: string;
}

export interface CaseEvent {
  readonly at: Instant;
  readonly status: CaseStatus;
  readonly holder: string;
  /** Name of the staff member, `bot` or `consumer`. Not shown to the public. */
  readonly by: string;
  /** What staff have added for the person; told with the status. */
  readonly word?: string;
  /** The message that tells the person, once there is one; whether it arrived stands on its line. */
  readonly told?: { readonly messageId: MessageId; readonly at: Instant };
}

/** What staff write down for each other. */
export interface CaseNote {
  readonly at: Instant;
  readonly by: StaffName;
  readonly text: string;
}

/** Somebody with a right to it, such as a court, wants the case kept. */
export interface LegalHold {
  readonly at: Instant;
  readonly by: StaffName;
  readonly reason: string;
}

export interface Case {
  readonly reference: ReferenceCode;
  readonly version: number;
  readonly type: ComplaintType;
  readonly status: CaseStatus;
  /** Which body has it now: `1212` until it is referred. */
  readonly holder: string;
  readonly urgent: boolean;
  readonly language: Language;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly parties: readonly Party[];
  /** What the person wrote about a closing, by when that was. */
  readonly words?: readonly {
    readonly at: Instant;
    readonly closedAt: Instant;
    readonly text: string;
  }[];
  readonly conversations: readonly ConversationId[];
  /** The agreement under which it was made; null: none was asked for. Missing in older records. */
  readonly consent?: Consent | null;
  /** SHA-256 (hex) of the short secret that the receipt carries. */
  readonly secretHash: string;
  readonly history: readonly CaseEvent[];
  /** Keeps the case and everything about it, whatever its age, until it is lifted; null or missing: none. */
  readonly legalHold?: LegalHold | null;
  /** When everything about people was taken out of it; missing: it is whole. */
  readonly erasedAt?: Instant;
  // Missing in records from before there was such a thing; the same as none.
  readonly notes?: readonly CaseNote[];
  /** The case that goes on instead of this one. */
  readonly duplicateOf?: ReferenceCode | null;
  /** How often it was taken up again after it had been closed. */
  readonly reopenCount?: number;
  /** For whom the person complains, such as `parent`; null: for themselves, or not said. */
  readonly onBehalfOf?: string | null;
  /** Who of the staff opened it; missing when the bot did. */
  readonly openedBy?: StaffName;
  /** Missing in records from before it was kept. */
  readonly typeSource?: TypeSource;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Since when the case has had its present status, however often its holder changed meanwhile. */
export function statusSince({ history, status, createdAt }: Case): Instant {
  const before = history.findLastIndex((event) => event.status !== status);
  return history[before + 1]?.at ?? createdAt;
}

const CLOSED = [
  'resolved',
  'closed_advice',
  'closed_no_contact',
  'out_of_scope',
  'withdrawn',
] as const satisfies readonly CaseStatus[];

export function isClosed(status: CaseStatus): boolean {
  return CLOSED.some((closed) => closed === status);
}

const TAKEN_UP_AGAIN = ['screening', 'coordinating'] as const;

/**
 * Where a case may go from each status. Nothing is solved that nobody has worked on; what an agency
 * has, comes back, goes on or is solved; a closed case may only be taken up again.
 */
const NEXT: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  received: [
    'screening',
    'need_more_evidence',
    'coordinating',
    'forwarded',
    'closed_advice',
    'out_of_scope',
    'withdrawn',
  ],
  screening: [
    'need_more_evidence',
    'coordinating',
    'forwarded',
    'closed_advice',
    'closed_no_contact',
    'out_of_scope',
    'withdrawn',
  ],
  need_more_evidence: [
    'screening',
    'coordinating',
    'forwarded',
    'closed_advice',
    'closed_no_contact',
    'out_of_scope',
    'withdrawn',
  ],
  coordinating: [
    'need_more_evidence',
    'forwarded',
    'resolved',
    'closed_advice',
    'closed_no_contact',
    'out_of_scope',
    'withdrawn',
  ],
  forwarded: [
    'need_more_evidence',
    'coordinating',
    'agency_in_progress',
    'resolved',
    'closed_advice',
    'closed_no_contact',
    'withdrawn',
  ],
  agency_in_progress: [
    'need_more_evidence',
    'coordinating',
    'forwarded',
    'resolved',
    'closed_advice',
    'closed_no_contact',
    'withdrawn',
  ],
  resolved: TAKEN_UP_AGAIN,
  closed_advice: TAKEN_UP_AGAIN,
  closed_no_contact: TAKEN_UP_AGAIN,
  out_of_scope: TAKEN_UP_AGAIN,
  withdrawn: TAKEN_UP_AGAIN,
};

export function allowedNextStatuses(status: CaseStatus): readonly CaseStatus[] {
  return NEXT[status];
}

/** The person may take the matter back as long as it is open. */
export function mayBeWithdrawn(status: CaseStatus): boolean {
  return NEXT[status].includes('withdrawn');
}
