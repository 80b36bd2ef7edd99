import type { Case, CaseStatus } from '../domain/case.ts';
import type { Control, Conversation } from '../domain/conversation.ts';
import type { Tombstone } from '../domain/erasure.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Handoff } from '../domain/handoff.ts';
import type {
  ConversationId,
  EvidenceId,
  Instant,
  MessageId,
  ReferralId,
  StaffId,
} from '../domain/ids.ts';
import type { LiveEvent } from '../domain/live-event.ts';
import type { ThreadMessage } from '../domain/message.ts';
import type { Opinion, OpinionFigures, OpinionsBy } from '../domain/opinion.ts';
import type { Intent } from '../domain/problem-types.ts';
import type { ReferenceCode } from '../domain/reference-code.ts';
import type { Referral } from '../domain/referral.ts';
import type { UnansweredQuestion } from '../domain/unanswered.ts';
import type { Watermarks } from '../domain/watermarks.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

/** Part of what nothing has changed for long. */
export interface IdlePage {
  /** What nothing has changed since then. */
  readonly before: Instant;
  /** Behind which item the page begins: when it was last changed, its id or code; null: the first page. */
  readonly after: { readonly at: Instant; readonly id: string } | null;
  readonly limit: number;
}

export interface ConversationQuery {
  readonly control?: Control['holder'];
  /** Conversations that this member of staff holds. */
  readonly assignee?: StaffId;
  readonly resolved?: boolean;
  /** Laid aside by who has it, or not. */
  readonly snoozed?: boolean;
  readonly type?: Intent;
  readonly urgent?: boolean;
  /**
   * Part of a name, of a line that a person wrote, or of a reference code, as it stands. Of very
   * common words the newest texts count, of one or two characters the newest texts are searched
   * (domain/search-text.ts).
   */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface CaseQuery {
  readonly status?: CaseStatus;
  readonly type?: string;
  readonly holder?: string;
  /**
   * A reference code, or part of a party, a fact, a note or the person's name, as it stands; numbers
   * and links however they are written. Of very common words the newest texts count.
   */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface ReadStore {
  conversation(id: ConversationId): Promise<Conversation | null>;
  /** Those in the queue by how long they wait, longest first; all others latest change first. */
  conversations(query: ConversationQuery): Promise<Page<Conversation>>;
  /**
   * How many conversations each holder has that are not resolved, counted up to MOST_COUNTED: for
   * the exact number all of them would have to be read.
   */
  conversationCounts(): Promise<Readonly<Record<Control['holder'], number>>>;
  /** The last `limit` lines before `before` (a seq; null: from the end), in rising order. */
  messages(
    id: ConversationId,
    range: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly ThreadMessage[]>;
  message(id: MessageId): Promise<ThreadMessage | null>;
  /** Lines of the conversation with one of these Facebook message ids, in rising order. */
  messagesByMid(id: ConversationId, mids: readonly string[]): Promise<readonly ThreadMessage[]>;
  watermarks(id: ConversationId): Promise<Watermarks>;
  openHandoff(id: ConversationId): Promise<Handoff | null>;
  caseByReference(reference: ReferenceCode): Promise<Case | null>;
  cases(query: CaseQuery): Promise<Page<Case>>;
  referral(id: ReferralId): Promise<Referral | null>;
  /** Oldest first. */
  referralsOfCase(reference: ReferenceCode): Promise<readonly Referral[]>;
  /** Those whose answer is overdue, or whose mail has failed, longest first; at most `limit`. */
  stuckReferrals(limit: number): Promise<readonly Referral[]>;
  /** Cases with one of these keys (domain/party-key.ts), newest first; at most `limit` of each key. */
  casesByKeys(keys: readonly string[], limit: number): Promise<readonly Case[]>;
  /** What the person thought of each closing, oldest first. */
  opinionsOf(reference: ReferenceCode): Promise<readonly Opinion[]>;
  /** All opinions, counted by agent, month or type, in the order of the key. */
  opinionFigures(by: OpinionsBy): Promise<readonly OpinionFigures[]>;
  evidenceOfCase(reference: ReferenceCode): Promise<readonly Evidence[]>;
  evidenceOfConversation(id: ConversationId): Promise<readonly Evidence[]>;
  evidence(id: EvidenceId): Promise<Evidence | null>;
  unanswered(page: {
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<Page<UnansweredQuestion>>;
  /** Live events after `afterId` (null: none before now), oldest first. */
  liveEvents(afterId: string, limit: number): Promise<readonly LiveEvent[]>;
  /** Conversations without a case that nothing has changed since `before`, longest unchanged first. */
  idleConversations(page: IdlePage): Promise<readonly Conversation[]>;
  /** Cases with this status that are not erased, in the same way. */
  idleCases(status: CaseStatus, page: IdlePage): Promise<readonly Case[]>;
  tombstone(id: string): Promise<Tombstone | null>;
}
