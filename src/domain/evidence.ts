import type { ConversationId, EvidenceId, Instant, MessageId } from './ids.ts';
import type { AttachmentType } from './message.ts';
import type { ReferenceCode } from './reference-code.ts';

/** A file that a consumer sent, kept by us. Its bytes lie in the evidence files under `sha256`. */
export interface Evidence {
  readonly id: EvidenceId;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  /** Null until a case takes it. */
  readonly reference: ReferenceCode | null;
  /** What the flow asked for when it came, e.g. `payment_proof`; null when sent unasked. */
  readonly kind: string | null;
  /** Lower-case hex over the bytes as received. */
  readonly sha256: string;
  /** By content, not by what the sender claimed. */
  readonly mediaType: string;
  readonly bytes: number;
  readonly type: AttachmentType;
  /** Where it came from, as a host name; the full link dies and is a secret of the sender. */
  readonly origin: string;
  readonly receivedAt: Instant;
}
