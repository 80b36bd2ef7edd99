import { withSnooze, type Conversation } from '../domain/conversation.ts';
import { messageId, type Instant, type MessageId } from '../domain/ids.ts';
import {
  previewOf,
  type Author,
  type IncomingContent,
  type OutgoingContent,
  type ThreadMessage,
  type ThreadNotice,
} from '../domain/message.ts';
import { splitText } from '../domain/messaging-limits.ts';
import type { CaseNews, OutboxMessage } from '../domain/outbox.ts';
import { holdsSecret, withhold } from '../domain/withhold.ts';

/** A conversation being changed: lines are added to it, and at the end it is committed whole. */
export class Draft {
  readonly messages: ThreadMessage[] = [];
  readonly outbox: OutboxMessage[] = [];
  readonly #amended = new Map<MessageId, ThreadMessage>();
  readonly #newId: () => string;
  readonly #expectedVersion: number;
  #next: Conversation;

  constructor(conversation: Conversation, newId: () => string) {
    this.#newId = newId;
    this.#expectedVersion = conversation.version;
    this.#next = conversation;
  }

  get conversation(): Conversation {
    return this.#next;
  }

  update(change: Partial<Conversation>): void {
    this.#next = { ...this.#next, ...change };
  }

  addIncoming(
    content: IncomingContent,
    at: Instant,
    mid: string | null,
    options: {
      readonly id?: MessageId;
      readonly standby?: boolean;
      readonly replyTo?: string | null;
    } = {},
  ): MessageId {
    const message: ThreadMessage = {
      ...this.#line(at, options.id),
      direction: 'in',
      author: { kind: 'consumer' },
      content,
      mid,
      ...(typeof options.replyTo === 'string' && { replyTo: options.replyTo }),
      ...(options.standby === true && { standby: true }),
    };
    this.#add(message);
    const control = withSnooze(this.#next.control, null);
    this.update({ unread: this.#next.unread + 1, resolvedAt: null, control });
    return message.id;
  }

  /**
   * Adds a message to thread and outbox; a long text becomes several. What the system sends is
   * automatic, so Messenger's rules for a bot hold for it.
   */
  addOutgoing(
    author: Author & { kind: 'bot' | 'agent' | 'system' },
    content: OutgoingContent,
    at: Instant,
    options: {
      readonly news?: CaseNews | undefined;
      /** What the person may read in it and staff may not: the thread shows it without. */
      readonly secrets?: readonly string[] | undefined;
      /** Held back until then: lines only, nothing goes to the outbox. */
      readonly leavesAt?: Instant | undefined;
    } = {},
  ): void {
    const { news, leavesAt, secrets = [] } = options;
    for (const piece of pieces(content)) {
      const line = this.#line(at);
      const shown = holdsSecret(piece, secrets) ? withhold(piece, secrets) : null;
      this.#add({
        ...line,
        direction: 'out',
        author,
        content: shown ?? piece,
        delivery: { status: 'queued', ...(leavesAt !== undefined && { leavesAt }) },
      });
      if (leavesAt !== undefined) continue;
      const sender = author.kind === 'agent' ? 'agent' : 'bot';
      this.queue({ id: line.id, seq: line.seq, sender, content: piece, at, news, shown });
    }
  }

  /** Puts a line's message into the outbox. */
  queue(of: {
    readonly id: MessageId;
    readonly seq: number;
    readonly sender: OutboxMessage['sender'];
    readonly content: OutgoingContent;
    readonly at: Instant;
    readonly news?: CaseNews | undefined;
    /** What the thread shows in its place; null or missing: the same. */
    readonly shown?: OutgoingContent | null;
  }): void {
    const { id, seq, sender, content, at, news, shown = null } = of;
    this.outbox.push({
      id,
      conversationId: this.#next.id,
      pageId: this.#next.pageId,
      psid: this.#next.psid,
      seq,
      sender,
      content,
      createdAt: at,
      attempts: 0,
      ...(news && { news }),
      ...(shown !== null && { shown }),
    });
  }

  /** A line that somebody sent past this desk: it is in the thread and not in the outbox. */
  addMirrored(text: string, at: Instant, mid: string | null): void {
    this.#add({
      ...this.#line(at),
      direction: 'out',
      author: { kind: 'page' },
      content: { kind: 'text', text },
      delivery: { status: 'sent', at, mid },
    });
  }

  addNotice(notice: ThreadNotice, at: Instant): void {
    this.#add({
      ...this.#line(at),
      direction: 'none',
      author: { kind: 'system' },
      content: { kind: 'notice', notice },
    });
  }

  addNote(author: Author, text: string, at: Instant): void {
    this.#add({ ...this.#line(at), direction: 'none', author, content: { kind: 'note', text } });
  }

  /** Gives a line, stored or of this draft, other marks. */
  amend(line: ThreadMessage, before: ThreadMessage): void {
    const place = this.messages.findIndex(({ id }) => id === line.id);
    if (place < 0) this.#amended.set(line.id, line);
    else this.messages[place] = line;
    const { lastMessage: last } = this.#next;
    // The list shows the last line's words, and must not go on showing what was taken back.
    const isLast =
      last?.at === line.at && last.from === line.author.kind && last.text === previewOf(before);
    if (last !== null && isLast) {
      const takenBack = typeof line.marks?.takenBackAt === 'number';
      this.update({
        lastMessage: { ...last, text: previewOf(line), ...(takenBack && { takenBack }) },
      });
    }
  }

  /** The conversation's part of a change. */
  commitAt(at: Instant) {
    return {
      conversation: {
        expectedVersion: this.#expectedVersion,
        next: { ...this.#next, version: this.#expectedVersion + 1, updatedAt: at },
      },
      messages: this.messages,
      amended: [...this.#amended.values()],
      outbox: this.outbox,
    };
  }

  #line(at: Instant, id = messageId(this.#newId())) {
    return { id, conversationId: this.#next.id, seq: this.#next.messageCount + 1, at };
  }

  #add(message: ThreadMessage): void {
    this.messages.push(message);
    this.update({ messageCount: message.seq });
    if (message.direction !== 'none') {
      this.update({
        lastMessage: { from: message.author.kind, text: previewOf(message), at: message.at },
      });
    }
  }
}

function pieces(content: OutgoingContent): OutgoingContent[] {
  if (content.kind !== 'text') return [content];
  const texts = splitText(content.text);
  return texts.map((text, index) =>
    index === texts.length - 1 ? { ...content, text } : { kind: 'text', text },
  );
}
