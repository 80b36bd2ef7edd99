import type { ConversationId, Instant, MessageId, StaffId } from './ids.ts';
import type { Consent } from './consent.ts';
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

/** Something known about a case, and who said it. */
export interface Fact {
  readonly value: string | number;
  readonly source: {
    readonly by: 'consumer' | 'agent';
    readonly messageId: MessageId | null;
    readonly at: Instant;
  };
}

/** Somebody or something the complaint is about: a name, account, phone or link of the seller. */
export interface Party {
  readonly role: 'seller' | 'receiving_account';
  readonly kind: 'name' | 'bank_account' | 'phone' | 'url';
  readonly value: string;
}

export interface CaseEvent {
  readonly at: Instant;
  readonly status: CaseStatus;
  readonly holder: string;
  /** Name of the staff member, or `bot`. Not shown to the public. */
  readonly by: string;
}

/** Somebody with a right to it, such as a court, wants the case kept. */
export interface LegalHold {
  readonly at: Instant;
  readonly by: { readonly staffId: StaffId; readonly name: string };
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
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Since when the case has had its present status, however often its holder changed meanwhile. */
export function statusSince({ history, status, createdAt }: Case): Instant {
  const before = history.findLastIndex((event) => event.status !== status);
  return history[before + 1]?.at ?? createdAt;
}

const CLOSED = ['resolved', 'closed_advice', 'closed_no_contact', 'out_of_scope', 'withdrawn'];
const OPEN_TARGETS: readonly CaseStatus[] = CASE_STATUSES.filter((s) => s !== 'received');

/** Where a case may go from each status. A closed case may only be taken up again. */
export function allowedNextStatuses(status: CaseStatus): readonly CaseStatus[] {
  return CLOSED.includes(status)
    ? ['screening', 'coordinating']
    : OPEN_TARGETS.filter((next) => next !== status);
}
