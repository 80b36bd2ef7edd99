import type { Delivery, OutgoingContent, ThreadMessage } from '../domain/message.ts';
import type { DeliveryView, MessageView } from './shapes.ts';
import { iso } from './views.ts';

type Incoming = Extract<MessageView, { direction: 'in' }>['content'];
type Outgoing = Extract<MessageView, { direction: 'out' }>['content'];

/** One line of the thread: what agents see of it, without what only machines need. */
export function messageView(message: ThreadMessage): MessageView {
  const { id, seq, author } = message;
  const line = { id, seq, at: iso(message.at), author };
  switch (message.direction) {
    case 'in':
      return {
        ...line,
        direction: 'in',
        content: incoming(message.content),
        standby: message.standby === true,
      };
    case 'out': {
      const { content, delivery } = message;
      return {
        ...line,
        direction: 'out',
        content: outgoing(content),
        delivery: deliveryView(delivery),
      };
    }
    case 'none':
      return { ...line, direction: 'none', content: message.content };
  }
}

function incoming(content: Extract<ThreadMessage, { direction: 'in' }>['content']): Incoming {
  switch (content.kind) {
    case 'text':
      return content;
    case 'pressed':
      return { kind: 'pressed', text: content.text };
    case 'attachments':
      return {
        kind: 'attachments',
        text: content.text ?? null,
        attachments: [...content.attachments],
      };
    case 'sticker':
      return { kind: 'sticker', liked: content.liked };
    case 'unsupported':
      return { kind: 'unsupported' };
  }
}

function outgoing(content: OutgoingContent): Outgoing {
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

function deliveryView(delivery: Delivery): DeliveryView {
  switch (delivery.status) {
    case 'queued':
    case 'retrying':
    case 'parked':
      return delivery;
    case 'sent':
      return { status: 'sent', at: iso(delivery.at) };
    case 'failed':
      return { ...delivery, at: iso(delivery.at) };
  }
}
