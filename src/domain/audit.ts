/**
 * Who did what to what, in one chain for the whole store: every entry carries the hash of the one
 * before it, so that none can be changed, dropped or put between others unseen.
 */
import type { ConversationId, EvidenceId, Instant, StaffId } from './ids.ts';
import type { ReferenceCode } from './reference-code.ts';

/** Add new ones at the end of their group; a released one is never renamed. */
export const AUDIT_ACTIONS = [
  'case.opened',
  'case.viewed',
  'case.listed',
  'case.changed',
  'case.status_changed',
  'case.reopened',
  'case.withdrawn',
  'case.linked',
  'case.unlinked',
  'case.marked_duplicate',
  'case.unmarked_duplicate',
  'case.note_added',
  'evidence.viewed',
  'evidence.downloaded',
  'evidence.dropped',
  'conversation.claimed',
  'conversation.released',
  'conversation.transferred',
  'conversation.resolved',
  'conversation.assigned',
  'conversation.taken_back',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.put_back',
  'conversation.file_sent',
  'referral.made',
  'referral.sent',
  'referral.failed',
  'referral.sent_again',
  'referral.handed_over',
  'referral.withdrawn',
  'referral.answered',
  'referral.overdue',
  'referral.opened',
  'case.bundled',
  'case.receipt_made',
  'staff.added',
  'staff.disabled',
  'staff.password_reset',
  'staff.changed',
  'staff.password_changed',
  'staff.second_factor_on',
  'staff.second_factor_off',
  'staff.session_ended',
  'staff.signed_in',
  'staff.sign_in_failed',
  'staff.signed_out',
  'audit.read',
  'conversation.erased',
  'conversation.exported',
  'case.erased',
  'case.unmasked',
  'case.held',
  'case.hold_lifted',
  'desk.setup_changed',
  'desk.presence_set',
  'desk.handed_over',
  'conversation.erasure_ended',
  'audit.verified',
  'desk.table_taken',
  'conversation.facts_corrected',
  'evidence.marked_sensitive',
  'evidence.unmarked_sensitive',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did it. An agency is named by its id in the registry; `system` is a timer or a command line. */
export type AuditActor =
  `staff:${string}` | `agency:${string}` | 'bot' | 'consumer' | 'public' | 'system';

/** What it was done to. */
export type AuditSubject =
  `${'case' | 'conversation' | 'evidence' | 'staff' | 'audit' | 'list' | 'desk'}:${string}`;

/** Ids and values of closed sets. Never words, names or numbers of people: an entry outlives them. */
export type AuditDetails = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** What the use cases tell; the store gives it its place in the chain. */
export interface AuditDraft {
  readonly at: Instant;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly subject: AuditSubject;
  readonly details?: AuditDetails;
}

export interface AuditEntry extends Required<AuditDraft> {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** The hash of entry `seq - 1`; of the first one GENESIS. */
  readonly previousHash: string;
  /** SHA-256 (lower-case hex) over the canonical JSON of all the rest. */
  readonly hash: string;
}

/** Where the chain ends: what the next entry is tied to. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

export const GENESIS: AuditHead = { seq: 0, hash: '0'.repeat(64) };

/** SHA-256 of a text in UTF-8, as lower-case hex; this room has none of its own. */
export type Sha256 = (text: string) => string;

export const byStaff = (id: StaffId): AuditActor => `staff:${id}`;
export const ofCase = (reference: ReferenceCode): AuditSubject => `case:${reference}`;
export const ofConversation = (id: ConversationId): AuditSubject => `conversation:${id}`;
export const ofEvidence = (id: EvidenceId): AuditSubject => `evidence:${id}`;
export const ofStaff = (id: StaffId): AuditSubject => `staff:${id}`;

/**
 * A subject as it stands in the chain. A conversation's id holds the person's number with the Page,
 * which must be gone once the person is erased: its hash stands in its place.
 */
export function sealedSubject(subject: AuditSubject, sha256: Sha256): AuditSubject {
  return subject.startsWith('conversation:')
    ? `conversation:${sha256(subject).slice(0, 32)}`
    : subject;
}

/** Puts a draft at the end of the chain. */
export function sealEntry(draft: AuditDraft, head: AuditHead, sha256: Sha256): AuditEntry {
  const rest = {
    seq: head.seq + 1,
    at: draft.at,
    actor: draft.actor,
    action: draft.action,
    subject: sealedSubject(draft.subject, sha256),
    details: draft.details ?? {},
    previousHash: head.hash,
  };
  return { ...rest, hash: sha256(canonicalJson(rest)) };
}

/** Drafts in a row, each tied to the one before it. */
export function sealEntries(
  drafts: readonly AuditDraft[],
  head: AuditHead,
  sha256: Sha256,
): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const draft of drafts) entries.push(sealEntry(draft, entries.at(-1) ?? head, sha256));
  return entries;
}

/** JSON with the keys of every object in order: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export interface BrokenLink {
  /** The first entry that is not as it was written, or that is missing. */
  readonly seq: number;
  readonly problem:
    /** Its place in the count is empty: an entry was dropped. */
    | 'missing'
    /** It is not tied to the entry before it: one of the two was exchanged. */
    | 'not_tied_to_previous'
    /** What it says is not what its hash was made of. */
    | 'changed';
}

/** The first fault of `entry` as the one that follows `head`; null when it is sound. */
export function brokenLink(entry: AuditEntry, head: AuditHead, sha256: Sha256): BrokenLink | null {
  if (entry.seq !== head.seq + 1) return { seq: head.seq + 1, problem: 'missing' };
  if (entry.previousHash !== head.hash) return { seq: entry.seq, problem: 'not_tied_to_previous' };
  const { hash, ...rest } = entry;
  return sha256(canonicalJson(rest)) === hash ? null : { seq: entry.seq, problem: 'changed' };
}
