import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content } from '../../src/content/content.ts';
import { release, type AgentTools } from '../../src/conversation/agent/agent-actions.ts';
import { changeStatus } from '../../src/casework/change-status.ts';
import { askWhenDue } from '../../src/conversation/news/ask-opinion.ts';
import { handOverFiled } from '../../src/conversation/answer/second-case.ts';
import { caseNews } from '../../src/conversation/news/case-news.ts';
import type { Case, CaseStatus } from '../../src/domain/case.ts';
import { fireNextTimer, type TimerHandler } from '../../src/timers/fire-next.ts';
import { takeNextTurn } from '../../src/conversation/turn/take-turn.ts';
import type { TakeTurnTools } from '../../src/conversation/turn/turn-tools.ts';
import { DialogEngine } from '../../src/dialog/engine.ts';
import { newConversation, type Conversation } from '../../src/domain/conversation.ts';
import { staffId } from '../../src/domain/ids.ts';
import type { QuickReply, ThreadMessage } from '../../src/domain/message.ts';
import { conversationOf, readWebhook } from '../../src/messenger/events.ts';
import { MessengerAdapter } from '../../src/messenger/facebook-adapter.ts';
import type { Store } from '../../src/ports.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { understand } from '../../src/understanding/understand.ts';
import { asksContact } from './asks-contact.ts';

const PAGE = '1212';
const PERSON = '7001';
const MINUTE = 60_000;
const AGENT = {
  id: staffId('agent-1'),
  username: 'malee',
  name: 'มาลี',
  role: 'supervisor' as const,
};

export interface Reply {
  readonly text: string;
  readonly quickReplies: readonly QuickReply[];
}

export function engineFor(content: Content): DialogEngine {
  const adapter = new MessengerAdapter({ pageId: PAGE });
  return new DialogEngine({ flows: content.flows, adapter, knowledge: content.faq });
}

/**
 * One person's talk with the bot: the real turn on the embedded store in a temporary folder, with
 * fixed clock, ids and chance. Nothing is sent; replies are read from the thread.
 */
export class Talk {
  readonly #directory = mkdtempSync(join(tmpdir(), 'talk-'));
  readonly #failures: unknown[] = [];
  #store: Awaited<ReturnType<typeof openSqliteStore>> | null = null;
  #tools: TakeTurnTools | null = null;
  #now: number;
  #ids = 0;
  #mids = 0;
  #shown: readonly QuickReply[] = [];

  readonly #appId: string | null;
  /** Whether the person presses "I agree" as soon as the bot asks for it. */
  agreesWhenAsked = true;
  /** Whether the person skips the question for their own name and phone number. */
  keepsContact = true;

  constructor(now: number, appId: string | null = null) {
    this.#now = now;
    this.#appId = appId;
  }

  async open(content: Content, engine: TakeTurnTools['engine']): Promise<void> {
    const clock = { now: () => this.#now };
    const ids = {
      next: () => `id-${String((this.#ids += 1)).padStart(6, '0')}`,
      random: () => ((this.#ids += 1) * 0.618_034) % 1,
    };
    const store = await openSqliteStore({ directory: this.#directory, ids, clock });
    this.#store = store;
    this.#tools = {
      store,
      engine,
      privacyPage: 'https://desk.example.org/privacy',
      trackPage: (reference, secret) =>
        `https://desk.example.org/track?ref=${reference}#secret=${secret}`,
      idleDays: 90,
      understand: (text) => understand(text, content.classifier, this.#now),
      download: (url) =>
        Promise.resolve({
          status: 'stored',
          sha256: url
            .replace(/[^0-9a-f]/g, '')
            .padEnd(64, '0')
            .slice(-64),
          mediaType: 'image/png',
          bytes: 68,
          origin: 'fbcdn.net',
        }),
      sender: { signal: () => Promise.resolve() },
      appId: this.#appId,
      clock,
      ids,
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (event, fields) => this.#failures.push([event, fields?.error]),
      },
    };
  }

  /** Facebook has told the person's name. */
  async isKnownAs(name: string): Promise<void> {
    const next = newConversation(conversationOf(PAGE, PERSON), PAGE, PERSON, this.#now);
    await this.store.commit({
      conversation: { expectedVersion: 0, next: { ...next, version: 1, name } },
    });
  }

  get store(): Store {
    if (this.#store === null) throw new Error('The talk is not open.');
    return this.#store;
  }

  /** Every row of every table, as text. */
  everything(): string {
    const { database } = this.#store ?? {};
    const tables = database?.all(`SELECT name FROM sqlite_master WHERE type = 'table'`) ?? [];
    const plain = tables.map(({ name }) => String(name)).filter((name) => !/_search/.test(name));
    return JSON.stringify(plain.map((name) => database?.all(`SELECT * FROM ${name}`)));
  }

  async close(): Promise<void> {
    await this.#store?.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** The program changes between two turns, as after an edit of the content. */
  use(engine: TakeTurnTools['engine']): void {
    if (this.#tools !== null) this.#tools = { ...this.#tools, engine };
  }

  /** Writes these messages quickly one after the other: they make one turn. */
  says(...texts: string[]): Promise<Reply[]> {
    return this.#receive(texts.map((text) => this.#message({ text })));
  }

  sendsPicture(text?: string): Promise<Reply[]> {
    const attachments = [{ type: 'image', payload: { url: `https://fbcdn.net/${this.#mids}` } }];
    const items = [this.#message({ attachments })];
    if (text !== undefined) items.push(this.#message({ text }));
    return this.#receive(items);
  }

  sendsVoice(): Promise<Reply[]> {
    const attachments = [{ type: 'audio', payload: { url: `https://fbcdn.net/${this.#mids}` } }];
    return this.#receive([this.#message({ attachments })]);
  }

  sendsSticker(): Promise<Reply[]> {
    const payload = { url: 'https://fbcdn.net/sticker', sticker_id: 369239263222822 };
    return this.#receive([this.#message({ attachments: [{ type: 'image', payload }] })]);
  }

  /** The quick replies of the last answer. */
  get shown(): readonly QuickReply[] {
    return this.#shown;
  }

  /** Says nothing for so many days. */
  waits(days: number): void {
    this.#now += days * 24 * 60 * MINUTE;
  }

  /** Presses a quick reply that the last answer showed. */
  presses(title: string): Promise<Reply[]> {
    const reply = this.#shown.find((shown) => shown.title === title);
    if (reply === undefined) {
      const titles = this.#shown.map((shown) => shown.title).join(', ');
      throw new Error(`No button "${title}" is shown, only: ${titles}`);
    }
    return this.#receive([
      this.#message({ text: reply.title, quick_reply: { payload: reply.payload } }),
    ]);
  }

  /** Presses something that is always there: Get Started, the menu, an old button. */
  posts(payload: string, ref?: string): Promise<Reply[]> {
    const referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
    return this.#receive([
      this.#item({
        postback: {
          mid: this.#mid(),
          title: 'button',
          payload,
          ...(ref === undefined ? {} : { referral }),
        },
      }),
    ]);
  }

  /** One webhook entry comes with items as Facebook sends them; see `item` and `message`. */
  gets(lists: { messaging?: readonly object[]; standby?: readonly object[] }): Promise<Reply[]> {
    return this.#receive(lists.messaging ?? [], lists.standby ?? []);
  }

  /** A webhook item of this person's, later than all before it. */
  item(item: object): object {
    this.#mids += 1;
    return this.#item(item);
  }

  message(message: object): object {
    return this.#message(message);
  }

  /** An agent gives the conversation back to the bot. */
  async isReleased(): Promise<void> {
    const { store, clock, ids } = this.#open;
    await release({ store, clock, ids }, AGENT, conversationOf(PAGE, PERSON), { resolved: false });
  }

  /** An agent moves the last case; what that leads to within five minutes is done as well. */
  async moves(status: CaseStatus): Promise<Reply[]> {
    const { store, engine, clock, ids } = this.#open;
    const { messageCount, caseReferences } = await this.conversation();
    const reference = caseReferences.at(-1);
    if (reference === undefined) throw new Error('There is no case yet.');
    const phrase = engine.phrase.bind(engine);
    const news = (changed: Case, now: number) => caseNews({ store, ids, phrase }, changed, now);
    const moved = await changeStatus({ store, clock, ids, news }, AGENT, reference, status);
    if (moved.status !== 'ok') throw new Error(`The case does not go there: ${moved.status}.`);
    this.#now += 5 * MINUTE;
    await this.timersFire();
    return this.#repliesSince(messageCount);
  }

  /** What is due is done. */
  async timersFire(): Promise<Reply[]> {
    const { store, engine, clock, ids, log } = this.#open;
    const phrase = engine.phrase.bind(engine);
    const ask: TimerHandler = (timer, now) => askWhenDue({ store, ids, phrase }, timer, now);
    const second: TimerHandler = (timer, now) => handOverFiled({ store, ids }, timer, now);
    const handlers = { ask_satisfaction: ask, ask_solved: ask, second_matter: second };
    const known = await store.conversation(conversationOf(PAGE, PERSON));
    while (await fireNextTimer({ store, clock, log, handlers }));
    if (this.#failures.length > 0) throw new Error(`A timer failed: ${String(this.#failures[0])}`);
    return this.#repliesSince(known?.messageCount ?? 0);
  }

  /** Everything in the thread, oldest first. */
  lines(): Promise<readonly ThreadMessage[]> {
    return this.store.messages(conversationOf(PAGE, PERSON), { before: null, limit: 100 });
  }

  async conversation(): Promise<Conversation> {
    const found = await this.store.conversation(conversationOf(PAGE, PERSON));
    if (found === null) throw new Error('Nothing was said yet.');
    return found;
  }

  get agentTools(): AgentTools {
    const { store, clock, ids } = this.#open;
    return { store, clock, ids };
  }

  get #open(): TakeTurnTools {
    if (this.#tools === null) throw new Error('The talk is not open.');
    return this.#tools;
  }

  async #receive(items: readonly object[], standby: readonly object[] = []): Promise<Reply[]> {
    this.#now += MINUTE;
    const { store, ids } = this.#open;
    const known = await store.conversation(conversationOf(PAGE, PERSON));
    const seen = known?.messageCount ?? 0;
    const read = readWebhook(
      { object: 'page', entry: [{ id: PAGE, messaging: items, standby }] },
      { newId: () => ids.next(), now: this.#now },
    );
    if (read.status !== 'events') throw new Error('The webhook body was not read.');
    await store.accept(read.events, this.#now);
    while (await takeNextTurn(this.#open));
    if (this.#failures.length > 0) throw new Error(`The turn failed: ${String(this.#failures[0])}`);
    return this.#repliesSince(seen);
  }

  async #repliesSince(seen: number): Promise<Reply[]> {
    const { store } = this.#open;
    const lines = await store.messages(conversationOf(PAGE, PERSON), { before: null, limit: 200 });
    const replies = lines.flatMap((line): Reply[] =>
      line.seq > seen && line.direction === 'out' && line.content.kind === 'text'
        ? [{ text: line.content.text, quickReplies: line.content.quickReplies ?? [] }]
        : [],
    );
    if (replies.length > 0) this.#shown = replies.at(-1)?.quickReplies ?? [];
    const answer = this.#byItself(replies);
    return answer === undefined ? replies : [...replies, ...(await this.presses(answer.title))];
  }

  /** What the person presses without being told to: nearly every talk comes by these two questions. */
  #byItself(replies: readonly Reply[]): QuickReply | undefined {
    const last = replies.at(-1);
    const agree = last?.quickReplies.find(({ payload }) => payload.endsWith('/consent/yes'));
    if (agree !== undefined) return this.agreesWhenAsked ? agree : undefined;
    if (!this.keepsContact || !asksContact(last?.text ?? '')) return undefined;
    return last?.quickReplies.find(({ payload }) => payload === 'act:skip');
  }

  #message(message: object): object {
    return this.#item({ message: { mid: this.#mid(), ...message } });
  }

  #item(item: object): object {
    return {
      sender: { id: PERSON },
      recipient: { id: PAGE },
      timestamp: this.#now + this.#mids,
      ...item,
    };
  }

  #mid(): string {
    this.#mids += 1;
    return `m_${this.#mids}`;
  }
}
