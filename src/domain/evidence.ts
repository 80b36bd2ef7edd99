import type { ConversationId, EvidenceId, Instant, MessageId, StaffId } from './ids.ts';
import type { AttachmentFailure, AttachmentType } from './message.ts';
import type { ReferenceCode } from './reference-code.ts';
import type { SensitiveMark } from './sensitive-file.ts';

interface EvidenceBase {
  readonly id: EvidenceId;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  /** Null until a case takes it. */
  readonly reference: ReferenceCode | null;
  /** What the flow asked for when it came, e.g. `payment_proof`; null when sent unasked. */
  readonly kind: string | null;
  readonly type: AttachmentType;
  readonly receivedAt: Instant;
}

/** A file that a consumer sent, kept by us. Its bytes lie in the evidence files under `sha256`. */
export interface StoredEvidence extends EvidenceBase {
  /** Missing in records from before attempts that failed were kept. */
  readonly status?: 'stored';
  /** Lower-case hex over the bytes as received. */
  readonly sha256: string;
  /** By content, not by what the sender claimed. */
  readonly mediaType: string;
  readonly bytes: number;
  /** Where it came from, as a host name; the full link dies and is a secret of the sender. */
  readonly origin: string;
  /** Who of the staff sent it to the person: then it is no evidence. Missing: the person sent it. */
  readonly sentBy?: StaffId;
  /** Covered until somebody asks for it; null: staff say that it need not be. Missing: nobody has said. */
  readonly sensitive?: SensitiveMark | null;
}

/** A file that a consumer sent and that could not be kept: the case knows that there was one. */
export interface MissedEvidence extends EvidenceBase {
  readonly status: 'failed';
  readonly reason: AttachmentFailure;
  /** Whether the bot has asked the person to send it again. */
  readonly askedAgain: boolean;
}

export type Evidence = StoredEvidence | MissedEvidence;

export function isStored(item: Evidence): item is StoredEvidence {
  return item.status !== 'failed';
}

/** Whether it is covered until somebody asks for it. */
export function isCovered(item: StoredEvidence): boolean {
  return (item.sensitive ?? null) !== null;
}

/** Whether it came from the person, and not from staff. */
export function isFromPerson(item: Evidence): boolean {
  return !isStored(item) || item.sentBy === undefined;
}

/** Types that a browser shows without running anything in them, with their file endings. */
export const SHOWN_IN_PLACE: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
};
