import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Draft } from '../../src/conversation/draft.ts';
import { handToHuman } from '../../src/conversation/thread/hand-to-human.ts';
import { tellLater } from '../../src/conversation/news/tell-later.ts';
import { PageGate } from '../../src/delivery/page-gate.ts';
import { deliverNext, type DeliveryOptions } from '../../src/delivery/worker.ts';
import { newConversation, type Conversation } from '../../src/domain/conversation.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { Delivery, OutgoingContent } from '../../src/domain/message.ts';
import { conversationOf } from '../../src/messenger/events.ts';
import type { Log, MessengerSender, Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';

const PAGE = '1212';

export type Sent = Parameters<MessengerSender['send']>[0];

/**
 * The delivery worker on a real embedded store, with a clock that the test moves and a Graph that
 * does what the test says. `die` closes the store as a killed process would leave it; `restart`
 * opens it again with new workers.
 */
export class DeliveryDesk {
  readonly directory = mkdtempSync(join(tmpdir(), 'delivery-'));
  now = Date.UTC(2026, 10, 24, 5);
  /** What Graph was asked to send, in order. */
  readonly sent: Sent[] = [];
  readonly logged: { level: string; event: string; reason: unknown }[] = [];
  /** What Graph does with the next sends; then it takes everything. */
  readonly answers: ((message: Sent) => Promise<{ mid: string | null }>)[] = [];
  gate: PageGate;
  readonly clock = { now: () => this.now };
  readonly ids = {
    next: () => `id-${String((this.#ids += 1)).padStart(6, '0')}`,
    random: () => 0.5,
  };
  readonly log: Log = {
    info: (event, fields) => this.#keep('info', event, fields),
    warn: (event, fields) => this.#keep('warn', event, fields),
    error: (event, fields) => this.#keep('error', event, fields),
  };
  #ids = 0;
  #store: Store | null = null;

  constructor() {
    this.gate = new PageGate(this.log);
  }

  get store(): Store {
    if (this.#store === null) throw new Error('The store is not open.');
    return this.#store;
  }

  async restart(): Promise<void> {
    this.#store = await openSqliteStore({
      directory: this.directory,
      ids: this.ids,
      clock: this.clock,
    });
    this.gate = new PageGate(this.log);
  }

  async die(): Promise<void> {
    await this.#store?.close();
    this.#store = null;
  }

  async remove(): Promise<void> {
    await this.die();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The bot says these texts to a person who has just written: thread and outbox, one commit. */
  async queue(psid: string, ...texts: string[]): Promise<Conversation> {
    const id = conversationOf(PAGE, psid);
    const before = (await this.store.conversation(id)) ?? newConversation(id, PAGE, psid, this.now);
    const draft = new Draft(before, () => this.ids.next());
    draft.update({ windowOpenedAt: this.now });
    for (const text of texts) draft.addOutgoing({ kind: 'bot' }, { kind: 'text', text }, this.now);
    const change = draft.commitAt(this.now);
    const result = await this.store.commit(change);
    if (result.status !== 'committed') throw new Error(`The commit was ${result.status}.`);
    return change.conversation.next;
  }

  deliver(): Promise<boolean> {
    return deliverNext(this.options);
  }

  /** Works until nothing is due. */
  async deliverAll(): Promise<void> {
    while (await this.deliver());
  }

  get options(): DeliveryOptions {
    const { store, gate, clock, ids, log } = this;
    const sender: MessengerSender = {
      send: (message) => {
        this.sent.push(message);
        const answer = this.answers.shift();
        return answer === undefined
          ? Promise.resolve({ mid: `m_${this.sent.length}` })
          : answer(message);
      },
      signal: () => Promise.resolve(),
      profileName: () => Promise.resolve(null),
    };
    return {
      store,
      sender,
      gate,
      tellLater: (id, reference) => tellLater(store, id, reference),
      handToHuman: (id, reason) => handToHuman({ store, clock, ids }, id, reason),
      clock,
      ids,
      log,
      humanAgentGranted: false,
    };
  }

  get texts(): string[] {
    return this.sent.map(({ content }) => textOf(content));
  }

  /** How far each message of the bot to this person came. */
  async deliveries(id: ConversationId): Promise<Delivery[]> {
    const lines = await this.store.messages(id, { before: null, limit: 100 });
    return lines.flatMap((line) => (line.direction === 'out' ? [line.delivery] : []));
  }

  #keep(level: string, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.logged.push({ level, event, reason: fields['reason'] });
  }
}

function textOf(content: OutgoingContent): string {
  return 'text' in content ? content.text : '';
}
