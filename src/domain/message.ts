import type { Language } from './conversation.ts';
import type { ConversationId, EvidenceId, Instant, MessageId, StaffId } from './ids.ts';
import type { LineMarks } from './line-marks.ts';

export interface QuickReply {
  /** At most 20 UTF-16 units. */
  readonly title: string;
  readonly payload: string;
}

export type Button =
  | { readonly kind: 'postback'; readonly title: string; readonly payload: string }
  | { readonly kind: 'url'; readonly title: string; readonly url: string };

export interface Card {
  readonly title: string;
  readonly subtitle?: string;
  readonly buttons: readonly Button[];
}

/** What can be sent to a consumer as one message. Messenger's limits: see messaging-limits.ts. */
export type OutgoingContent =
  | { readonly kind: 'text'; readonly text: string; readonly quickReplies?: readonly QuickReply[] }
  | {
      readonly kind: 'buttons';
      readonly text: string;
      readonly buttons: readonly Button[];
      readonly quickReplies?: readonly QuickReply[];
    }
  | {
      readonly kind: 'cards';
      readonly cards: readonly Card[];
      readonly quickReplies?: readonly QuickReply[];
    }
  | FileContent
  | PictureContent
  | TemplateContent;

/** A file from staff; its bytes lie in the evidence files under `sha256`. */
export interface FileContent {
  readonly kind: 'file';
  readonly type: 'image' | 'video' | 'audio' | 'file';
  readonly evidenceId: EvidenceId;
  readonly sha256: string;
  /** By content. */
  readonly mediaType: string;
  readonly bytes: number;
  /** As staff named it. */
  readonly name: string;
}

/** A picture that Facebook fetches from us, such as a QR code. */
export interface PictureContent {
  readonly kind: 'picture';
  readonly url: string;
  /** What it shows, for lists and for staff, who do not see the picture itself. */
  readonly text: string;
}

/**
 * A utility template that Meta has approved: what may be sent when the messaging window is closed.
 * While it is open, `text` goes as a plain message.
 */
export interface TemplateContent {
  readonly kind: 'template';
  readonly name: string;
  readonly language: Language;
  /** What fills the template's places, in order. */
  readonly parameters: readonly string[];
  /** The words that the person reads. */
  readonly text: string;
}

export type AttachmentType = 'image' | 'video' | 'audio' | 'file' | 'location' | 'other';

/** Why an attachment could not be kept. */
export type AttachmentFailure =
  'forbidden_host' | 'too_large' | 'expired' | 'unreachable' | 'not_a_file';

export type ReceivedAttachment =
  | {
      readonly status: 'stored';
      readonly type: AttachmentType;
      readonly evidenceId: EvidenceId;
      readonly mediaType: string;
      readonly bytes: number;
    }
  | {
      readonly status: 'failed';
      readonly type: AttachmentType;
      readonly reason: AttachmentFailure;
    };

/** Something shared that is no file of ours to keep. */
export interface SharedItem {
  readonly kind: 'link' | 'post' | 'reel' | 'location' | 'product' | 'appointment' | 'other';
  readonly title: string | null;
  /** http or https; null where none is told. */
  readonly url: string | null;
}

/** What a consumer did, as the thread shows it. */
export type IncomingContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A button or quick reply that the person pressed. */
  | { readonly kind: 'pressed'; readonly text: string; readonly payload: string }
  | {
      readonly kind: 'attachments';
      readonly text?: string;
      readonly attachments: readonly ReceivedAttachment[];
      readonly shared?: readonly SharedItem[];
    }
  | { readonly kind: 'sticker'; readonly stickerId: string; readonly liked: boolean }
  | { readonly kind: 'unsupported'; readonly what: string };

/** What happened to the conversation, shown in the thread between the bubbles. */
export type ThreadNotice =
  | { readonly kind: 'handoff_requested'; readonly reason: string }
  /** Nobody has taken over for so many minutes. */
  | { readonly kind: 'handoff_overdue'; readonly minutes: number }
  | { readonly kind: 'claimed'; readonly by: string }
  | { readonly kind: 'released'; readonly by: string }
  /** Given to somebody by turns. */
  | { readonly kind: 'assigned'; readonly to: string }
  /** `by` has not answered for so many minutes, and somebody else gets it. */
  | { readonly kind: 'assignment_missed'; readonly by: string; readonly minutes: number }
  /** Back in the queue, at the end of a shift. */
  | { readonly kind: 'put_back'; readonly by: string }
  /** Supervisors are told that nobody answers. */
  | { readonly kind: 'supervisors_alarmed' }
  /** The time is over for which it was laid aside. */
  | { readonly kind: 'snooze_over' }
  | { readonly kind: 'transferred'; readonly by: string; readonly to: string }
  | { readonly kind: 'resolved'; readonly by: string }
  | { readonly kind: 'answered_elsewhere' }
  /** Another app of the Page has the thread now; null: Facebook has not said which. */
  | { readonly kind: 'thread_elsewhere'; readonly appId: string | null }
  | { readonly kind: 'thread_returned' }
  /** Another app asks for the thread; a person decides. */
  | { readonly kind: 'thread_wanted'; readonly appId: string | null }
  | {
      readonly kind: 'thread_taken' | 'thread_requested' | 'thread_released' | 'thread_passed';
      readonly by: string;
    }
  | { readonly kind: 'case_opened'; readonly reference: string }
  | { readonly kind: 'case_status'; readonly reference: string; readonly status: string };

export type Author =
  | { readonly kind: 'consumer' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'agent'; readonly staffId: StaffId; readonly name: string }
  /** Somebody who answered outside this desk, in Meta Business Suite or another app. */
  | { readonly kind: 'page' }
  | { readonly kind: 'system' };

/** How far an outgoing message came. */
export type Delivery =
  /** `leavesAt`: it is held back until then, and may be withdrawn. */
  | { readonly status: 'queued'; readonly leavesAt?: Instant }
  | { readonly status: 'retrying'; readonly attempts: number; readonly reason: string }
  | { readonly status: 'parked'; readonly reason: string }
  | { readonly status: 'sent'; readonly at: Instant; readonly mid: string | null }
  | { readonly status: 'failed'; readonly at: Instant; readonly reason: string };

interface ThreadMessageBase {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  /** Place in the thread: 1, 2, 3 … without gaps, in the order in which we committed them. */
  readonly seq: number;
  readonly at: Instant;
  /** Missing while nothing was done to the line. */
  readonly marks?: LineMarks;
}

/** One line of the thread that agents see. */
export type ThreadMessage =
  | (ThreadMessageBase & {
      readonly direction: 'in';
      readonly author: Author & { kind: 'consumer' };
      readonly content: IncomingContent;
      readonly mid: string | null;
      /** The `mid` of the line that the person answered with this one. */
      readonly replyTo?: string;
      /** We only saw it: another app held the thread, and the answer is its business. */
      readonly standby?: true;
    })
  | (ThreadMessageBase & {
      readonly direction: 'out';
      readonly author: Author;
      readonly content: OutgoingContent;
      readonly delivery: Delivery;
    })
  | (ThreadMessageBase & {
      readonly direction: 'none';
      readonly author: Author;
      readonly content:
        | { readonly kind: 'note'; readonly text: string }
        | { readonly kind: 'notice'; readonly notice: ThreadNotice };
    });

/** Facebook's id of a line; null when it has none, or none yet. */
export function midOf(line: ThreadMessage): string | null {
  if (line.direction === 'in') return line.mid;
  return line.direction === 'out' && line.delivery.status === 'sent' ? line.delivery.mid : null;
}

/** The words of a line as it stands now, for a list's preview. Empty when it has none or was taken back. */
export function previewOf(message: ThreadMessage): string {
  const { marks } = message;
  if (marks !== undefined && marks.takenBackAt !== null) return '';
  return marks?.edits.at(-1)?.text ?? wordsOf(message);
}

/** The words of a line as it came. */
export function wordsOf({ content }: Pick<ThreadMessage, 'content'>): string {
  switch (content.kind) {
    case 'text':
    case 'pressed':
    case 'buttons':
    case 'template':
    case 'picture':
    case 'note':
      return content.text;
    case 'cards':
      return content.cards[0]?.title ?? '';
    case 'attachments': {
      const [first] = content.shared ?? [];
      return content.text ?? first?.title ?? first?.url ?? '';
    }
    case 'sticker':
    case 'file':
    case 'unsupported':
    case 'notice':
      return '';
  }
}
