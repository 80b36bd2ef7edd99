import { NO_MARKS, reactionOf } from '../../domain/line-marks.ts';
import {
  previewOf,
  wordsOf,
  type Delivery,
  type OutgoingContent,
  type ThreadMessage,
} from '../../domain/message.ts';
import { reachedOf, type Watermarks } from '../../domain/watermarks.ts';
import type { DeliveryView, MessageView } from '../shapes.ts';
import { iso } from './views.ts';

type IncomingMessage = Extract<ThreadMessage, { direction: 'in' }>;
type Incoming = Extract<MessageView, { direction: 'in' }>['content'];
type Outgoing = Extract<MessageView, { direction: 'out' }>['content'];

/** What stands beside the lines and is shown with them. */
export interface ThreadContext {
  readonly watermarks: Watermarks;
  /** Lines that others answer, by Facebook's id. */
  readonly answered: ReadonlyMap<string, ThreadMessage>;
  /** Ids of files that are covered until somebody asks for them. */
  readonly covered: ReadonlySet<string>;
}

/** One line of the thread: what agents see of it, without what only machines need. */
export function messageView(message: ThreadMessage, context: ThreadContext): MessageView {
  const { id, seq, author, marks = NO_MARKS } = message;
  const line = { id, seq, at: iso(message.at), author };
  switch (message.direction) {
    case 'in':
      return {
        ...line,
        direction: 'in',
        content: incoming(message, context),
        versions: versionsOf(message),
        reaction: reactionOf(marks),
        replyTo: quoteOf(message.replyTo, context),
        standby: message.standby === true,
      };
    case 'out': {
      const { content, delivery } = message;
      return {
        ...line,
        direction: 'out',
        content: outgoing(content),
        delivery:
          marks.takenBackAt === null
            ? deliveryView(delivery, context.watermarks)
            : { status: 'withdrawn', at: iso(marks.takenBackAt) },
        reaction: reactionOf(marks),
      };
    }
    case 'none':
      return { ...line, direction: 'none', content: message.content };
  }
}

/** The versions before the present one. What was taken back shows none. */
function versionsOf(message: IncomingMessage): { text: string; at: string }[] {
  const { edits, takenBackAt } = message.marks ?? NO_MARKS;
  if (edits.length === 0 || takenBackAt !== null) return [];
  const first = { text: wordsOf(message), at: message.at };
  return [first, ...edits.slice(0, -1)].map(({ text, at }) => ({ text, at: iso(at) }));
}

function quoteOf(mid: string | undefined, { answered }: ThreadContext) {
  if (mid === undefined) return null;
  const line = answered.get(mid);
  return line === undefined
    ? { id: null, from: null, text: '' }
    : { id: line.id, from: line.author, text: previewOf(line) };
}

function incoming(message: IncomingMessage, { covered }: ThreadContext): Incoming {
  const { content, marks = NO_MARKS } = message;
  if (marks.takenBackAt !== null) {
    return { kind: 'taken_back', takenBackAt: iso(marks.takenBackAt) };
  }
  const edited = marks.edits.at(-1)?.text;
  switch (content.kind) {
    case 'text':
    case 'pressed':
      return { kind: content.kind, text: edited ?? content.text };
    case 'attachments':
      return {
        kind: 'attachments',
        text: edited ?? content.text ?? null,
        attachments: content.attachments.map((item) =>
          item.status === 'stored' ? { ...item, sensitive: covered.has(item.evidenceId) } : item,
        ),
        shared: [...(content.shared ?? [])],
      };
    case 'sticker':
      return { kind: 'sticker', liked: content.liked };
    case 'unsupported':
      return { kind: 'unsupported' };
  }
}

function outgoing(content: OutgoingContent): Outgoing {
  if (content.kind === 'template' || content.kind === 'picture')
    return { kind: 'text', text: content.text, choices: [] };
  if (content.kind === 'file') {
    const { kind, evidenceId, mediaType, bytes, name } = content;
    return { kind, evidenceId, mediaType, bytes, name };
  }
  const replies = (content.quickReplies ?? []).map(({ title }) => title);
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text, choices: replies };
    case 'buttons': {
      const buttons = content.buttons.map(({ title }) => title);
      return { kind: 'text', text: content.text, choices: [...buttons, ...replies] };
    }
    case 'cards': {
      const buttons = content.cards.flatMap((card) => card.buttons.map(({ title }) => title));
      return {
        kind: 'cards',
        cards: content.cards.map(({ title, subtitle }) => ({ title, subtitle: subtitle ?? null })),
        choices: [...buttons, ...replies],
      };
    }
  }
}

function deliveryView(delivery: Delivery, watermarks: Watermarks): DeliveryView {
  switch (delivery.status) {
    case 'queued': {
      const { leavesAt = null } = delivery;
      return { status: 'queued', leavesAt: leavesAt === null ? null : iso(leavesAt) };
    }
    case 'retrying':
    case 'parked':
      return delivery;
    case 'sent':
      return {
        status: 'sent',
        at: iso(delivery.at),
        reached: reachedOf(delivery.at, watermarks),
      };
    case 'failed':
      return { ...delivery, at: iso(delivery.at) };
  }
}
