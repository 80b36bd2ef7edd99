/** What is erased when a person or a case is, and what stays. */
import type { AuditActor } from './audit.ts';
import type { Case, CaseStatus } from './case.ts';
import type { ConversationId, Instant } from './ids.ts';
import type { ComplaintType } from './problem-types.ts';
import type { ReferenceCode } from './reference-code.ts';

/** Why something was erased. */
export const ERASURE_REASONS = ['asked', 'retention', 'staff'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** What stays of somebody who was erased: that it was done, and of their cases what tells nobody who it was. */
export interface Tombstone {
  /** SHA-256 (hex) of `conversation:` and the id, or of `case:` and the reference. */
  readonly id: string;
  readonly of: 'conversation' | 'case';
  readonly at: Instant;
  readonly reason: ErasureReason;
  readonly by: AuditActor;
  readonly cases: readonly ErasedCase[];
}

export interface ErasedCase {
  readonly reference: ReferenceCode;
  readonly type: ComplaintType;
  readonly status: CaseStatus;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Part of a change. Its cases are stored emptied in the same change. */
export interface Erasure {
  readonly tombstone: Tombstone;
  /** The person; null: only a case is erased, and the talk goes on. */
  readonly conversation: { readonly id: ConversationId; readonly expectedVersion: number } | null;
  /** Cases of which everything goes that hangs on them: files, referrals, timers. */
  readonly references: readonly ReferenceCode[];
}

/** Why a case may not be erased now. */
export type Obstacle = 'open' | 'legal_hold';

export interface KeptCase {
  readonly reference: ReferenceCode;
  readonly because: Obstacle;
}

const CLOSED: readonly CaseStatus[] = [
  'resolved',
  'closed_advice',
  'closed_no_contact',
  'out_of_scope',
  'withdrawn',
];

/** What stands in the way of erasing a case; null: nothing. */
export function obstacleOf(record: Pick<Case, 'status' | 'legalHold'>): Obstacle | null {
  if ((record.legalHold ?? null) !== null) return 'legal_hold';
  return CLOSED.includes(record.status) ? null : 'open';
}

/**
 * The case with nothing of anybody in it: code, type, status and dates stay, so that the counts of
 * past months stay right and the receipt still tells where the case ended. Names each field that
 * stays, so that one which is added later goes by itself.
 */
export function emptiedCase(record: Case, at: Instant): Case {
  const { reference, version, type, status, holder, language, secretHash } = record;
  return {
    reference,
    version: version + 1,
    type,
    status,
    holder,
    urgent: false,
    language,
    facts: {},
    parties: [],
    conversations: [],
    secretHash,
    history: record.history.map((event) => ({
      at: event.at,
      status: event.status,
      holder: event.holder,
      by: event.by,
    })),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    erasedAt: at,
  };
}

/** The case without one of the conversations that it has, when others have it too. */
export function withoutConversation(record: Case, id: ConversationId): Case {
  return {
    ...record,
    version: record.version + 1,
    conversations: record.conversations.filter((other) => other !== id),
  };
}

export function erasedCase(record: Case): ErasedCase {
  const { reference, type, status, createdAt, updatedAt } = record;
  return { reference, type, status, createdAt, updatedAt };
}

/** Why a person who asked for it is not erased. */
export type ErasureAnswer =
  | { readonly because: 'changed_mind' }
  /** With the reason that the person is told. */
  | { readonly because: 'refused'; readonly reason: string };
