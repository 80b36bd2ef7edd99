/** What the use cases need from outside. Two engines stand behind the stores: store/sqlite and store/mongo. */
import type { Readable } from 'node:stream';
import type {
  AuditAction,
  AuditActor,
  AuditDraft,
  AuditEntry,
  AuditHead,
  AuditSubject,
} from './domain/audit.ts';
import type { Case, CaseStatus } from './domain/case.ts';
import type { Conversation, Control } from './domain/conversation.ts';
import type { Erasure, Tombstone } from './domain/erasure.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Handoff } from './domain/handoff.ts';
import type {
  ConversationId,
  EvidenceId,
  Instant,
  MessageId,
  ReferralId,
  StaffId,
} from './domain/ids.ts';
import type { IntakeEvent } from './domain/intake-event.ts';
import type { LiveEvent } from './domain/live-event.ts';
import type { OutgoingContent, ThreadMessage } from './domain/message.ts';
import type { Opinion, OpinionFigures, OpinionsBy } from './domain/opinion.ts';
import type { DeliveryOutcome, OutboxMessage } from './domain/outbox.ts';
import type { MailProblem, Referral } from './domain/referral.ts';
import type { ReferenceCode } from './domain/reference-code.ts';
import type { Session, Staff } from './domain/staff.ts';
import type { Timer } from './domain/timer.ts';
import type { UnansweredQuestion } from './domain/unanswered.ts';
import type { Watermarks } from './domain/watermarks.ts';

// ---------------------------------------------------------------- intake

export interface AcceptResult {
  readonly stored: number;
  /** Items that had been stored before under the same key, and watermarks that are not higher. */
  readonly duplicates: number;
}

/** The right of one worker to take one conversation's turn, until `leaseUntil`. */
export interface TurnClaim {
  readonly conversationId: ConversationId;
  /** Fencing token: a commit with an older one than the lane's is refused. */
  readonly fence: number;
  readonly leaseUntil: Instant;
  /** Not yet handled, oldest first by `at`, then by arrival. Never empty. */
  readonly events: readonly IntakeEvent[];
  /** How often this batch has been claimed and not committed, counting this time: 1, 2, … */
  readonly attempt: number;
}

export interface IntakeStore {
  /**
   * Stores items durably, all or none; an item whose key is known changes nothing (keys are known
   * for a week). When this has resolved, the items survive a kill of the process and of the machine.
   * A `delivery` or `read` only raises the conversation's watermark, with a live event when a line
   * looks different by it: it makes no turn and leaves the conversation's version alone. Where a batch has
   * nothing else, a power failure may take that back.
   * @param dueAt when a turn may be taken at the earliest, unless one is due sooner
   */
  accept(events: readonly IntakeEvent[], dueAt: Instant): Promise<AcceptResult>;
  /** The longest due conversation that no living worker holds; null when none is due. */
  claimTurn(claim: { readonly now: Instant; readonly leaseMs: number }): Promise<TurnClaim | null>;
  /** False when the lease was lost to another worker. */
  extendTurn(claim: TurnClaim, leaseUntil: Instant): Promise<boolean>;
  /** Gives the turn back without a result; it is due again at `retryAt`. */
  abandonTurn(claim: TurnClaim, retryAt: Instant): Promise<void>;
}

// ---------------------------------------------------------------- commit

/**
 * Everything that one turn or one agent's action changes, stored at once or not at all.
 */
export interface Change {
  /** `next.version` must be `expectedVersion + 1`; 0 is expected of a new conversation. */
  readonly conversation?: { readonly expectedVersion: number; readonly next: Conversation };
  /** Marks the claim's events as done, blanks their bodies and gives the lease back. */
  readonly turn?: TurnClaim;
  readonly messages?: readonly ThreadMessage[];
  /** Lines that are stored, with new marks; nothing else of them is written. */
  readonly amended?: readonly ThreadMessage[];
  readonly outbox?: readonly OutboxMessage[];
  /** Outbox messages that an echo or a supersession has settled, with their thread lines. */
  readonly settled?: readonly { readonly id: MessageId; readonly outcome: DeliveryOutcome }[];
  /** Makes the conversation's parked messages due again: the person acted. */
  readonly unpark?: boolean;
  /** Makes a failed or parked message due at once, with all its tries; any other stays as it is. */
  readonly requeue?: MessageId;
  /** `expectedVersion` null: the case is new and its reference must not exist. */
  readonly cases?: readonly { readonly expectedVersion: number | null; readonly next: Case }[];
  readonly handoffs?: readonly Handoff[];
  /** `expectedVersion` null: the referral is new. */
  readonly referrals?: readonly {
    readonly expectedVersion: number | null;
    readonly next: Referral;
  }[];
  readonly evidence?: readonly Evidence[];
  /** Files that go for good, with their bytes once no other record has the same. */
  readonly dropEvidence?: readonly EvidenceId[];
  /** Takes a person or a case out of the store; its cases stand emptied under `cases`. */
  readonly erase?: Erasure;
  readonly unanswered?: readonly UnansweredQuestion[];
  /** One of a known id takes that one's place. */
  readonly opinions?: readonly Opinion[];
  readonly live?: readonly LiveEvent[];
  /** What was done, for the audit's chain: stored with the rest of the change, in this order. */
  readonly audit?: readonly AuditDraft[];
  /** The timer whose work this is: it is done, or the change is refused as `fenced`. */
  readonly timer?: TimerClaim;
  /** Ids of timers that are not wanted any more; unknown ones are none. */
  readonly cancelTimers?: readonly string[];
  /** Set behind the cancelling; one of a known id takes that one's place and its claim. */
  readonly timers?: readonly Timer[];
}

/** Whether the delivery worker should look now. */
export function givesToSend(change: Change): boolean {
  return change.unpark === true || change.requeue !== undefined || (change.outbox?.length ?? 0) > 0;
}

export type CommitResult =
  | { readonly status: 'committed' }
  /** The lease was lost: another worker takes, or took, this turn or timer, or the timer was cancelled. */
  | { readonly status: 'fenced' }
  /** Read again and decide again. */
  | {
      readonly status: 'conflict';
      readonly on:
        | 'conversation'
        | 'case'
        | 'reference'
        | 'handoff'
        | 'referral'
        /** Nobody is erased while something of theirs is on its way: words that wait for an answer, or an answer. */
        | 'work';
    };

// ---------------------------------------------------------------- outbox

/** The right of one worker to send one conversation's messages, in order. */
export interface DeliveryClaim {
  readonly conversationId: ConversationId;
  readonly fence: number;
  readonly leaseUntil: Instant;
  /** Next to be sent, by `seq`. Never empty; at most 20. */
  readonly messages: readonly OutboxMessage[];
  readonly windowOpenedAt: Instant | null;
  /** Another app holds the thread: Facebook would take nothing from us. */
  readonly threadElsewhere: boolean;
  /**
   * True when a claim before ended with its lease and not with a record: its worker is gone, and
   * the first of these messages may have been sent. For the count of repeated sends.
   */
  readonly interrupted?: boolean;
}

export interface OutboxStore {
  /**
   * The longest due conversation that no living worker holds; null when none is due. What a dead
   * worker held is given when the echo had ECHO_WAIT_MS to come since its lease was found to be over.
   */
  claimDelivery(claim: {
    readonly now: Instant;
    readonly leaseMs: number;
  }): Promise<DeliveryClaim | null>;
  /**
   * Stores what became of one message, on the outbox and on its thread line, and a live event.
   * `retry` and `parked` end the claim and stop the conversation's queue; `sent` and `failed` keep
   * the claim while more messages of it are left, and give it back with the last one. A message that
   * has been settled meanwhile stays as it is. `sent` survives a kill of the process at once and a
   * power failure from the next commit on: until then Facebook's echo tells it again.
   * @returns false when the lease was lost; only `sent` is stored then, since it is so
   */
  recordDelivery(
    claim: DeliveryClaim,
    id: MessageId,
    outcome: DeliveryOutcome,
    live: LiveEvent,
  ): Promise<boolean>;
  /** False when the lease was lost to another worker. */
  extendDelivery(claim: DeliveryClaim, leaseUntil: Instant): Promise<boolean>;
  /** Gives the claim back, whatever is left; due again at `dueAt`. */
  releaseDelivery(claim: DeliveryClaim, dueAt: Instant): Promise<void>;
}

// ---------------------------------------------------------------- timers

/**
 * A lease that ends later than this many leases from now was given by a clock that has been set back
 * since: it counts as over.
 */
export const STRAY_LEASES = 2;

/** The right of one worker to do what a timer is for, until `leaseUntil`. */
export interface TimerClaim {
  readonly timer: Timer;
  /** Of this claim alone: a commit with that of an earlier one is refused. */
  readonly token: string;
  readonly leaseUntil: Instant;
  /** How often it has been claimed and not committed, counting this time: 1, 2, … */
  readonly attempt: number;
}

export interface TimerStore {
  /** The timer that is due for longest and that no living worker holds; null when none is due. */
  claimTimer(claim: {
    readonly now: Instant;
    readonly leaseMs: number;
  }): Promise<TimerClaim | null>;
  /** Gives the timer back without a result; it is due again at `retryAt`. Nothing when it was lost. */
  releaseTimer(claim: TimerClaim, retryAt: Instant): Promise<void>;
  /** What is set for this subject, soonest first. */
  timersOf(subject: string): Promise<readonly Timer[]>;
}

// ---------------------------------------------------------------- reading

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface ConversationQuery {
  readonly control?: Control['holder'];
  /** Conversations that this member of staff holds. */
  readonly assignee?: StaffId;
  readonly resolved?: boolean;
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
  idleConversations(before: Instant, limit: number): Promise<readonly Conversation[]>;
  /** Cases with this status that are not erased and that nothing has changed since `before`. */
  idleCases(status: CaseStatus, before: Instant, limit: number): Promise<readonly Case[]>;
  tombstone(id: string): Promise<Tombstone | null>;
}

// ---------------------------------------------------------------- staff

export interface StaffStore {
  /** `taken` when the username exists. */
  addStaff(staff: Staff): Promise<'added' | 'taken'>;
  staffByUsername(username: string): Promise<Staff | null>;
  staffById(id: StaffId): Promise<Staff | null>;
  listStaff(): Promise<readonly Staff[]>;
  /** Ends all sessions of the member as well. False when there is no such member. */
  updateStaff(
    id: StaffId,
    change: Partial<Pick<Staff, 'passwordHash' | 'disabledAt' | 'role' | 'name'>>,
  ): Promise<boolean>;
  addSession(session: Session): Promise<void>;
  sessionByTokenHash(tokenHash: string): Promise<Session | null>;
  endSession(tokenHash: string): Promise<void>;
}

// ---------------------------------------------------------------- audit

export interface AuditQuery {
  /** Entries about any of these; an empty list finds nothing. */
  readonly subjects?: readonly AuditSubject[];
  readonly actor?: AuditActor;
  readonly action?: AuditAction;
  readonly cursor?: string;
  readonly limit: number;
}

/** Append-only: nothing here, and nothing else, changes or removes an entry. */
export interface AuditStore {
  /** For what changes nothing else: somebody looked at a case, a file was downloaded. */
  appendAudit(drafts: readonly AuditDraft[]): Promise<void>;
  /** Latest first. */
  auditEntries(query: AuditQuery): Promise<Page<AuditEntry>>;
  /** The entries behind `afterSeq` in the chain's order, as they stand in the store now. */
  auditChain(afterSeq: number, limit: number): Promise<readonly AuditEntry[]>;
  /** Where the store says that the chain ends; GENESIS (domain/audit.ts) when it is empty. */
  auditHead(): Promise<AuditHead>;
}

// ---------------------------------------------------------------- evidence bytes

/** Bytes of evidence, named by their SHA-256 (lower-case hex). Storing the same bytes twice is harmless. */
export interface EvidenceFiles {
  put(sha256: string, bytes: Buffer): Promise<void>;
  /** Null when there is no such file. */
  open(sha256: string): Promise<Readable | null>;
  /**
   * Drops a file that no record refers to. One that somebody has sent again within the last minutes
   * stays for the sweep: its record may not be stored yet.
   */
  drop(sha256: string): Promise<void>;
}

// ---------------------------------------------------------------- the whole store

/** How many records a sweep dropped or blanked. */
export interface Swept {
  /** Bodies of webhook items that made no turn; their keys stay. */
  readonly bodies: number;
  readonly keys: number;
  readonly liveEvents: number;
  readonly sessions: number;
  /** Evidence files that no record refers to, older than `RETENTION.orphanMs`. */
  readonly files: number;
}

export interface Store
  extends IntakeStore, OutboxStore, TimerStore, ReadStore, StaffStore, AuditStore {
  readonly engine: 'sqlite' | 'mongodb';
  readonly files: EvidenceFiles;
  commit(change: Change): Promise<CommitResult>;
  /**
   * Calls back after each commit, in this process or (MongoDB) in another one, that made work of
   * this kind. A hint for speed only: workers also look on their own.
   * @returns a function that ends the subscription
   */
  onWork(kind: 'intake' | 'outbox', listener: () => void): () => void;
  onLiveEvent(listener: (event: LiveEvent) => void): () => void;
  /** Writes and reads something small; throws with the reason when that is not possible. */
  check(): Promise<void>;
  /** Counts for metrics: what waits in each queue, and timers that are due. */
  backlog(): Promise<{
    readonly intake: number;
    readonly outbox: number;
    readonly parked: number;
    readonly timers: number;
  }>;
  /**
   * Drops what has done its work (domain/retention.ts) and sessions that have run out. What waits
   * to be handled is never touched. Harmless at any time and from several instances at once.
   */
  sweep(now: Instant): Promise<Swept>;
  close(): Promise<void>;
}

// ---------------------------------------------------------------- Messenger

export interface MessengerSender {
  /**
   * Sends one message. Resolves with the Send API's message id.
   * @throws GraphRejectedError, GraphUnreachableError or GraphUnknownOutcomeError (domain/graph-errors.ts)
   */
  send(message: {
    readonly psid: string;
    readonly content: OutgoingContent;
    readonly metadata: string;
    readonly messagingType: 'RESPONSE' | 'MESSAGE_TAG' | 'UTILITY';
    readonly tag?: 'HUMAN_AGENT';
  }): Promise<{ readonly mid: string | null }>;
  /** Shows that the Page reads or types; failures are of no consequence and are swallowed. */
  signal(psid: string, action: 'mark_seen' | 'typing_on' | 'typing_off'): Promise<void>;
  /** The person's name, or null where Facebook gives none. Never throws. */
  profileName(psid: string): Promise<string | null>;
}

/** Why Facebook did not change who holds a thread. */
export type ThreadRefusal =
  /** Error 27: the Page has no default app in its conversation routing settings. */
  | 'no_default_app'
  /** Only the app that holds the thread may do this. */
  | 'not_our_thread'
  | 'not_allowed'
  | 'unknown_person'
  | 'token'
  | 'rate_limit'
  | 'unreachable'
  /** It may have been done all the same. */
  | 'no_answer'
  | 'rejected';

export type ThreadCallResult =
  { readonly status: 'done' } | { readonly status: 'refused'; readonly reason: ThreadRefusal };

/**
 * Who of the Page's apps may write to a person: Meta's conversation routing.
 * @see https://developers.facebook.com/docs/messenger-platform/handover-protocol/conversation-routing
 */
export interface ThreadControl {
  /** Gives the thread to another app. */
  pass(psid: string, appId: string): Promise<ThreadCallResult>;
  /** Takes it, where the Page's settings let us. */
  take(psid: string): Promise<ThreadCallResult>;
  /** Asks the app that holds it, which may ignore that. */
  request(psid: string): Promise<ThreadCallResult>;
  /** Lets it go: the Page's default app may have it. */
  release(psid: string): Promise<ThreadCallResult>;
  /** Holds it for so long from now on; at most seven days. */
  extend(psid: string, seconds: number): Promise<ThreadCallResult>;
  /** Told only to the app that holds it and to the default app. */
  owner(
    psid: string,
  ): Promise<
    | { readonly status: 'held'; readonly appId: string; readonly until: Instant | null }
    | { readonly status: 'idle' }
    | Extract<ThreadCallResult, { status: 'refused' }>
  >;
}

export type DownloadResult =
  | {
      readonly status: 'stored';
      readonly sha256: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly origin: string;
    }
  | {
      readonly status: 'failed';
      readonly reason: 'forbidden_host' | 'too_large' | 'expired' | 'unreachable' | 'not_a_file';
    };

/**
 * Fetches an attachment from an allowed host and keeps its bytes. Never throws for what the outside
 * does.
 * @param budget ends the attempt sooner than its own deadline
 */
export type EvidenceDownloader = (url: string, budget?: AbortSignal) => Promise<DownloadResult>;

// ---------------------------------------------------------------- mail

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Without brackets; the same for every try of one mail, so that a second copy can be known as one. */
  readonly messageId: string;
  readonly attachments: readonly {
    readonly filename: string;
    readonly mediaType: string;
    readonly bytes: Buffer;
  }[];
}

export type MailResult =
  /** The server took it; whether it reaches a person nobody tells. */
  | { readonly status: 'sent' }
  | { readonly status: 'failed'; readonly problem: MailProblem; readonly permanent: boolean };

export interface Mailer {
  /** Never throws for what the outside does, and ends within a minute. */
  send(mail: OutgoingMail): Promise<MailResult>;
}

// ---------------------------------------------------------------- surroundings

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A new id; later ones sort behind earlier ones. */
  next(): string;
  /** A number in [0, 1) that cannot be guessed. */
  random(): number;
}

/** Structured log: an event name and ids. Never words, names, tokens or evidence of people. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields & { readonly error?: unknown }): void;
}
export type LogFields = Readonly<Record<string, unknown>>;
