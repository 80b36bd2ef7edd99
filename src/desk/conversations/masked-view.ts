import { maskNumbers } from '../../domain/masking.ts';
import type { MessageView } from '../shapes.ts';

type Incoming = Extract<MessageView, { direction: 'in' }>;
type Outgoing = Extract<MessageView, { direction: 'out' }>;

/** A line as those see it who do not have the person: accounts, phones and card numbers end in four digits. */
export function maskedView(line: MessageView): MessageView {
  switch (line.direction) {
    case 'in':
      return {
        ...line,
        content: incoming(line.content),
        versions: line.versions.map(({ text, at }) => ({ text: maskNumbers(text), at })),
        replyTo:
          line.replyTo === null ? null : { ...line.replyTo, text: maskNumbers(line.replyTo.text) },
      };
    case 'out':
      return { ...line, content: outgoing(line.content) };
    case 'none':
      return line.content.kind === 'note'
        ? { ...line, content: { ...line.content, text: maskNumbers(line.content.text) } }
        : line;
  }
}

function incoming(content: Incoming['content']): Incoming['content'] {
  switch (content.kind) {
    case 'text':
    case 'pressed':
      return { ...content, text: maskNumbers(content.text) };
    case 'attachments':
      return {
        ...content,
        text: orNull(content.text),
        shared: content.shared.map((item) => ({ ...item, title: orNull(item.title) })),
      };
    case 'sticker':
    case 'unsupported':
    case 'taken_back':
      return content;
  }
}

function outgoing(content: Outgoing['content']): Outgoing['content'] {
  switch (content.kind) {
    case 'text':
      return {
        ...content,
        text: maskNumbers(content.text),
        choices: content.choices.map(maskNumbers),
      };
    case 'cards':
      return {
        ...content,
        cards: content.cards.map(({ title, subtitle }) => ({
          title: maskNumbers(title),
          subtitle: orNull(subtitle),
        })),
        choices: content.choices.map(maskNumbers),
      };
    case 'file':
      return { ...content, name: maskNumbers(content.name) };
  }
}

const orNull = (text: string | null) => (text === null ? null : maskNumbers(text));
