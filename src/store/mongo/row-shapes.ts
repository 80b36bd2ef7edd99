/**
 * What stands in each collection. Beside `doc`, the record as the domain knows it, stand the fields
 * that are searched, sorted or checked. Indexes: migrations.ts.
 */
import type { AuditEntry } from '../../domain/audit.ts';
import type { Types } from 'mongoose';
import type { Case } from '../../domain/case.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Tombstone } from '../../domain/erasure.ts';
import type { DayFigures } from '../../domain/day-figures.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Handoff } from '../../domain/handoff.ts';
import type { LiveEvent } from '../../domain/live-event.ts';
import type { ThreadMessage } from '../../domain/message.ts';
import type { Opinion } from '../../domain/opinion.ts';
import type { OutboxMessage } from '../../domain/outbox.ts';
import type { ReceiptKey } from '../../domain/receipt.ts';
import type { Referral } from '../../domain/referral.ts';
import type { Session, Staff } from '../../domain/staff.ts';
import type { DeskSetup } from '../../domain/desk-setup.ts';
import type { HandOver } from '../../domain/hand-over.ts';
import type { Presence } from '../../domain/presence.ts';
import type { Timer } from '../../domain/timer.ts';
import type { UnansweredQuestion } from '../../domain/unanswered.ts';

export interface IntakeRow {
  /** The event's key. */
  _id: string;
  id: string;
  conversationId: string | null;
  at: number;
  receivedAt: number;
  done: boolean;
  /**
   * JSON: a webhook item's keys are somebody else's, and may be what MongoDB reserves. Empty once
   * it is not needed any more.
   */
  doc: string;
}
export interface LaneRow {
  _id: string;
  kind: string;
  conversationId: string;
  /** When work that no claim has taken is due; missing or null when there is none. */
  dueAt?: number | null;
  /** When a worker may claim it: at the end of the lease, else when work is due. */
  readyAt?: number | null;
  /** 0 when nobody holds it and it does not rest. */
  leaseUntil: number;
  /** Nobody holds it, and nobody may before `leaseUntil`. */
  paused?: boolean;
  /** Whoever held it last was gone before it told what became of its work. */
  interrupted?: boolean;
  /** When the person acted while somebody held it; missing or null: not since it was claimed. */
  actedAt?: number | null;
  fence: number;
  attempts: number;
  writes: number;
}
export interface ConversationRow {
  _id: string;
  version: number;
  holder: string;
  staffId: string | null;
  resolved: boolean;
  updatedAt: number;
  /** Null for those who do not wait in the queue. */
  waitingSince?: number | null;
  /** Until when staff had to do with the person: beyond all time while they have; missing: never. */
  staffedUntil?: number;
  search: string;
  /** See grams.ts. */
  grams?: number[];
  doc: Conversation;
}
export interface MessageRow {
  _id: string;
  conversationId: string;
  seq: number;
  search: string;
  grams?: number[];
  doc: ThreadMessage;
}
export interface OutboxRow {
  _id: string;
  conversationId: string;
  seq: number;
  status: 'queued' | 'parked' | 'sent' | 'failed';
  doc: OutboxMessage;
}
export interface CaseRow {
  _id: string;
  version: number;
  status: string;
  type: string;
  holder: string;
  updatedAt: number;
  createdAt?: number;
  /** domain/party-key.ts */
  keys?: string[];
  search: string;
  grams?: number[];
  doc: Case;
}
export interface HandoffRow {
  _id: string;
  conversationId: string;
  open: boolean;
  doc: Handoff;
}
export interface DayFiguresRow {
  /** The day. */
  _id: number;
  version: number;
  /** By which promise it was counted. */
  promiseMs: number;
  /**
   * `form`: FIGURES_FORM (domain/day-figures.ts), missing in the first form. Within the figures, so
   * that an instance of another version that writes them again leaves no wrong one behind.
   */
  figures: DayFigures & { readonly form?: number };
}
/** A commit has changed something of a day whose figures may be kept. */
export interface DayChangeRow {
  _id: Types.ObjectId;
  day: number;
}
export interface EvidenceRow {
  _id: string;
  conversationId: string;
  reference: string | null;
  doc: Evidence;
}
export interface UnansweredRow {
  _id: string;
  doc: UnansweredQuestion;
}
export interface LiveEventRow {
  _id: string;
  /** A date, so that MongoDB itself removes old ones. */
  at: Date;
  doc: LiveEvent;
}
export interface StaffRow {
  _id: string;
  username: string;
  doc: Staff;
}
export interface SessionRow {
  /** The token's hash. */
  _id: string;
  staffId: string;
  expires: Date;
  doc: Session;
}
export interface WatermarkRow {
  /** The conversation's id. */
  _id: string;
  delivered?: number;
  read?: number;
}
/** An entry as it is: no copy beside it could say something else. */
export interface AuditRow extends Omit<AuditEntry, 'seq' | 'details'> {
  /** Its place in the chain. */
  _id: number;
  /** JSON, so that the bytes that were hashed are the bytes that are kept. */
  details: string;
}
export interface AuditHeadRow {
  _id: string;
  seq: number;
  hash: string;
}
export interface ReferralRow {
  _id: string;
  version: number;
  reference: string;
  /** Null while nothing is wrong with it. */
  stuckSince: number | null;
  doc: Referral;
}
export interface TryRow {
  _id: string;
  count: number;
  until: number;
}
export interface ViewerRow {
  /** The conversation and the member. */
  _id: string;
  conversationId: string;
  staffId: string;
  name: string;
  until: number;
  typingUntil?: number | null;
}
export interface ReceiptKeyRow {
  _id: string;
  pem: string;
  madeAt: number;
}
export interface ReceiptSigningRow {
  /** Always the same: there is one. */
  _id: string;
  doc: ReceiptKey;
}
export interface OpinionRow {
  _id: string;
  reference: string;
  doc: Opinion;
}
export interface PresenceRow {
  _id: string;
  version: number;
  seenAt: number;
  doc: Presence;
}
export interface DeskSetupRow {
  _id: string;
  version: number;
  doc: DeskSetup;
}
export interface HandOverRow {
  _id: string;
  at: number;
  doc: Omit<HandOver, 'conversations'>;
}
export interface HandOverItemRow {
  _id: string;
  handOver: string;
  conversationId: string;
}
export interface TimerRow {
  _id: string;
  subject: string;
  /** When a worker may claim it: when it is due, or at the end of the lease. */
  readyAt: number;
  /** Of the claim that has it; missing while nobody has. */
  token?: string;
  attempts: number;
  doc: Timer;
}
export interface TombstoneRow {
  _id: string;
  at: number;
  doc: Tombstone;
}
export interface MarkRow {
  _id: string;
  at: number;
}
