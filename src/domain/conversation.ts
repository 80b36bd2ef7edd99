import type { StaffName } from './case.ts';
import type { Consent } from './consent.ts';
import type { ErasureAnswer } from './erasure.ts';
import type { ConversationId, HandoffId, Instant, StaffId } from './ids.ts';
import type { Mark } from './line-marks.ts';
import type { UnaskedQuestion } from './opinion.ts';
import type { Intent } from './problem-types.ts';
import type { ReferenceCode } from './reference-code.ts';
import type { ThreadHolder } from './thread-holder.ts';

/** Who may speak to the consumer. Checked inside the commit of everything that speaks. */
export type Control =
  | { readonly holder: 'bot' }
  | {
      readonly holder: 'queue';
      readonly handoffId: HandoffId;
      readonly since: Instant;
      /** When the person was last told the place in the queue. */
      readonly toldAt?: Instant;
      /** Whom it was assigned to, and who did not answer. */
      readonly missedBy?: readonly StaffId[];
      /** Since when supervisors are to look at it; missing: they need not. */
      readonly alarmedAt?: Instant;
    }
  | {
      readonly holder: 'agent';
      readonly staffId: StaffId;
      readonly name: string;
      readonly handoffId: HandoffId | null;
      readonly since: Instant;
      /** Assigned without anybody's doing; earlier ones who did not answer. Missing: claimed or given. */
      readonly assigned?: { readonly missedBy: readonly StaffId[] };
      /** Laid aside until then, or until the person writes. */
      readonly snoozedUntil?: Instant;
    };

/** Who has it, laid aside until then or, with null, no longer. */
export function withSnooze(control: Control, until: Instant | null): Control {
  if (control.holder !== 'agent') return control;
  const { holder, staffId, name, handoffId, since, assigned } = control;
  return {
    ...{ holder, staffId, name, handoffId, since },
    ...(assigned !== undefined && { assigned }),
    ...(until !== null && { snoozedUntil: until }),
  };
}

/** Where counts of conversations stop. */
export const MOST_COUNTED = 1_000;

export type Language = 'th' | 'en';

/** What the dialog room keeps between turns. Only that room looks inside. */
export type DialogState = Readonly<Record<string, unknown>>;

/** One person with one Page. */
export interface Conversation {
  readonly id: ConversationId;
  readonly pageId: string;
  readonly psid: string;
  /** Rises by one with every commit; a commit made against an older version is refused. */
  readonly version: number;
  readonly control: Control;
  /** Whether this app or another one of the Page may write to the person. */
  readonly thread: ThreadHolder;
  readonly language: Language;
  /** Name as Facebook gives it; null when not known (the profile needs a permission). */
  readonly name: string | null;
  /** When Facebook was last asked for the name; missing when never. */
  readonly nameAskedAt?: Instant;
  readonly problemType: Intent | null;
  readonly urgent: boolean;
  /** Who of the staff said whether it is; null or missing: nobody has. */
  readonly urgentBy?: { readonly staff: StaffName; readonly at: Instant } | null;
  readonly dialog: DialogState | null;
  readonly caseReferences: readonly ReferenceCode[];
  /** Cases whose new status the person could not be told yet: told when the person acts. */
  readonly untold?: readonly ReferenceCode[];
  /** The answer to their wish to be erased, told when they act the next time. */
  readonly untoldErasure?: (ErasureAnswer & { readonly at: Instant }) | null;
  /** Questions about closed cases that could not be asked yet: asked when the person acts. */
  readonly unasked?: readonly UnaskedQuestion[];
  /** The person was asked to write a word about that closing; null or missing: was not, or has. */
  readonly awaitsWord?: {
    readonly reference: ReferenceCode;
    readonly since: Instant;
    readonly at: Instant;
  } | null;
  /** What the person answered to the privacy notice last; missing: was not asked. */
  readonly consent?: Consent;
  /** The link (m.me/…?ref=) by which the person came last; null when by none. */
  readonly origin: { readonly ref: string; readonly at: Instant } | null;
  /** The last action of the person that opens Messenger's window; null before the first one. */
  readonly windowOpenedAt: Instant | null;
  readonly lastMessage: {
    readonly from: 'consumer' | 'bot' | 'agent' | 'page' | 'system';
    readonly text: string;
    readonly at: Instant;
    readonly takenBack?: boolean;
  } | null;
  /** Marks whose lines are not here yet: an edit may overtake its message. */
  readonly waitingMarks?: readonly Mark[];
  /** Number of thread lines so far; the next line's `seq` is one more. */
  readonly messageCount: number;
  /** Consumer's lines that no agent has answered or seen since. */
  readonly unread: number;
  /** Set while nobody needs to look at it any more; the next line of the person clears it. */
  readonly resolvedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Whether both are in the same lists: as much had by the same one, laid aside, resolved, of one kind. */
export function inSameLists(before: Conversation, after: Conversation): boolean {
  return placeOf(before) === placeOf(after);
}

function placeOf({ control, resolvedAt, problemType, urgent }: Conversation): string {
  const by =
    control.holder === 'agent'
      ? [control.staffId, control.snoozedUntil]
      : [control.holder, control.holder === 'queue' && control.since];
  return JSON.stringify([by, resolvedAt === null, problemType, urgent]);
}

/** Whether it is urgent: as staff have said, else as a form says. */
export function urgencyOf({ urgent, urgentBy }: Conversation, byForm: boolean): boolean {
  return (urgentBy ?? null) === null ? byForm : urgent;
}

export function newConversation(
  id: ConversationId,
  pageId: string,
  psid: string,
  at: Instant,
): Conversation {
  return {
    id,
    pageId,
    psid,
    version: 0,
    control: { holder: 'bot' },
    thread: { holder: 'ours', since: null },
    language: 'th',
    name: null,
    problemType: null,
    urgent: false,
    dialog: null,
    caseReferences: [],
    origin: null,
    windowOpenedAt: null,
    lastMessage: null,
    messageCount: 0,
    unread: 0,
    resolvedAt: null,
    createdAt: at,
    updatedAt: at,
  };
}
