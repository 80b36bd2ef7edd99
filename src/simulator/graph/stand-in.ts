import { randomUUID } from 'node:crypto';
import { notAllowed, type GraphFault } from './fault.ts';
import { checkAccess, type Credentials } from './access.ts';
import { FaultQueue } from './injected-faults.ts';
import { Listeners } from './listeners.ts';
import { MediaStore, type StoredMedia } from './media.ts';
import { People } from './people.ts';
import type { FromPage, Person } from './person.ts';
import { MessageTemplates } from './message-templates.ts';
import { MessengerProfile } from './profile.ts';
import { applySenderAction } from './sender-action.ts';
import { readSendRequest, type PageMessage } from './send-request.ts';
import { Subscriptions } from './subscriptions.ts';
import { Uploads } from './uploads.ts';
import {
  changeControl,
  checkMaySend,
  handoverEvent,
  INBOX_APP_ID,
  isElsewhere,
  recipientOf,
  threadOwner,
  type ThreadCall,
} from './thread-control.ts';
import {
  deliveryEvent,
  echoEvent,
  readEvent,
  webhookBody,
  type WebhookBody,
  type WebhookEvent,
} from './webhook-events.ts';
import { checkWindow } from './window.ts';

export interface StandInOptions {
  readonly pageId: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly pageName?: string;
  /** Milliseconds since 1970; the machine's clock unless given. */
  readonly now?: () => number;
  readonly newId?: () => string;
  /** Refuse calls without `appsecret_proof`, as the dashboard's switch does. */
  readonly requireProof?: boolean;
  /** Whether the app has the Human Agent feature; true unless given. */
  readonly humanAgentGranted?: boolean;
  /** Where `graphRoutes` is reached from outside, for links to media, without a closing slash. */
  readonly baseUrl?: string;
}

/** Where Meta posts Page events to, as the app has set it. */
export interface AppWebhook {
  readonly object: 'page';
  readonly callback_url: string;
  readonly active: boolean;
  readonly fields: readonly { readonly name: string; readonly version: string }[];
}

/** A send that was accepted. */
export interface AcceptedSend {
  readonly psid: string;
  readonly mid: string;
  readonly at: number;
  readonly messagingType: string;
  readonly tag: string | null;
  readonly message: PageMessage;
}

const HOUR = 3_600_000;
/** Enough for every test; a simulator that runs for weeks forgets the rest. */
const KEPT = { sends: 20_000, messages: 2_000, refusals: 20 };

/**
 * Meta's Graph API for one Page, in memory: checks, keeps and answers as Meta documents it. One class,
 * since everything that Meta answers or posts hangs on the same people, thread owners and clock; what
 * does not stands in files of its own beside it.
 */
export class GraphStandIn {
  readonly pageId: string;
  readonly appId: string;
  readonly pageName: string;
  readonly people: People;
  readonly profile = new MessengerProfile();
  readonly subscriptions = new Subscriptions();
  readonly templates = new MessageTemplates();
  /** Whether the token has the permission for utility messages. */
  utilityGranted = true;
  /** The app's own subscription; null before the app was told where to post. */
  webhook: AppWebhook | null = null;
  readonly media: MediaStore;
  readonly uploads: Uploads;
  readonly faults = new FaultQueue();
  /** Whether the Page has a default app in its conversation routing settings. */
  hasDefaultApp = true;
  /** The accepted sends, in order. */
  readonly sent: AcceptedSend[] = [];
  /** The accepted sender actions, in order. */
  readonly actions: { readonly psid: string; readonly action: string }[] = [];
  baseUrl: string;

  readonly #options: StandInOptions;
  readonly #webhookListeners = new Listeners<[body: WebhookBody, psid: string]>();
  readonly #changeListeners = new Listeners<[psid: string]>();
  #lastAt = 0;

  constructor(options: StandInOptions) {
    this.#options = options;
    this.pageId = options.pageId;
    this.appId = options.appId;
    this.pageName = options.pageName ?? '1212 OCC';
    this.baseUrl = options.baseUrl ?? '';
    this.people = new People(() => this.newId());
    this.media = new MediaStore(() => this.now());
    this.uploads = new Uploads(this.media);
  }

  now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  newId(): string {
    return this.#options.newId?.() ?? randomUUID();
  }

  /** A message id as opaque and as long as Meta's. */
  newMid(): string {
    return `m_${Buffer.from(this.newId()).toString('base64url')}`;
  }

  /** A moment later than every other one given out, so that timestamps order messages. */
  tick(): number {
    this.#lastAt = Math.max(this.now(), this.#lastAt + 1);
    return this.#lastAt;
  }

  /** Whose token it is. @throws GraphFault 190 or 100 */
  checkAccess(given: Credentials): 'page' | 'app' {
    const { accessToken, appId, appSecret, requireProof = false } = this.#options;
    return checkAccess(given, { accessToken, appId, appSecret, requireProof, now: this.now() });
  }

  get accessToken(): string {
    return this.#options.accessToken;
  }

  /** Calls back with every webhook body that Meta would post; returns how to stop. */
  onWebhook(listener: (body: WebhookBody, psid: string) => void): () => void {
    return this.#webhookListeners.add(listener);
  }

  /** Calls back whenever something of a person's thread changed; returns how to stop. */
  onChange(listener: (psid: string) => void): () => void {
    return this.#changeListeners.add(listener);
  }

  changed(psid: string): void {
    this.#changeListeners.tell(psid);
  }

  /** Carries out a Send API call. @throws GraphFault as Meta answers */
  send(body: unknown): Readonly<Record<string, string>> {
    const request = readSendRequest(body);
    const person = this.people.get(request.psid);
    checkMaySend(person);
    const utility = request.kind === 'message' ? request.message.template : undefined;
    if (utility !== undefined && !this.utilityGranted) {
      throw notAllowed('Requires the page_utility_messaging permission to manage the object');
    }
    const words = utility === undefined ? {} : { text: this.templates.fill(utility) };
    if (utility === undefined && (request.kind === 'message' || request.action !== 'mark_seen')) {
      checkWindow(request, person, this.now(), this.#options.humanAgentGranted ?? true);
    }
    if (request.kind === 'action') {
      applySenderAction(person, request, this.tick());
      keep(this.actions, KEPT.sends, { psid: person.psid, action: request.action });
      this.changed(person.psid);
      return { recipient_id: person.psid };
    }
    const { psid, message, messagingType, tag = null } = request;
    const shown = { ...this.#withLink(message), ...words };
    const { mid, at } = this.#deliver(person, shown, 'app');
    keep(this.sent, KEPT.sends, { psid, mid, at, messagingType, tag, message: shown });
    return { recipient_id: psid, message_id: mid };
  }

  /** A send that Graph refused is shown in the thread of whom it was for. */
  refused(psid: string, { code, subcode, message }: GraphFault): void {
    const person = this.people.find(psid);
    if (person === null) return;
    keep(person.refusals, KEPT.refusals, { at: this.tick(), code, subcode, message });
    this.changed(psid);
  }

  /**
   * A colleague answers in Meta Business Suite: our app gets an echo of the inbox's app id, and
   * with `takeControl` loses the thread.
   */
  answerInInbox(psid: string, text: string, takeControl = false): void {
    const person = this.people.get(psid);
    const takes = takeControl && !isElsewhere(person);
    this.#deliver(person, { text }, 'inbox');
    if (!takes) return;
    this.#setOwner(person, 'inbox');
    this.#tellHandover(person, 'take', { from: this.appId, to: INBOX_APP_ID });
  }

  /** The colleague gives the thread back: our app has it again. */
  leaveInbox(psid: string): void {
    const person = this.people.get(psid);
    const gives = isElsewhere(person);
    this.#setOwner(person, 'app');
    if (gives) this.#tellHandover(person, 'pass', { from: INBOX_APP_ID, to: this.appId });
  }

  /** The colleague asks for the thread; our app may give it or not. */
  askFromInbox(psid: string): void {
    const apps = { from: this.appId, to: INBOX_APP_ID };
    this.#tellHandover(this.people.get(psid), 'request', apps);
  }

  /** Carries out a call of the app about who may write. @throws GraphFault as Meta answers */
  control(name: ThreadCall, body: unknown): { readonly success: true } {
    const person = this.people.get(recipientOf(body));
    const { appId, hasDefaultApp } = this;
    const of = { now: this.now(), appId, hasDefaultApp };
    Object.assign(person, changeControl(person, name, body, of));
    this.changed(person.psid);
    return { success: true };
  }

  threadOwner(psid: string): readonly object[] {
    return threadOwner(this.people.get(psid), this.appId);
  }

  mediaUrl(item: StoredMedia): string {
    return `${this.baseUrl}${this.media.pathOf(item)}`;
  }

  /** Moves the clock by which this person's messaging window is judged. */
  moveClock(hours: number, psid: string): void {
    const person = this.people.get(psid);
    person.aheadMs = Math.max(0, person.aheadMs + hours * HOUR);
    this.changed(psid);
  }

  /** The person did something that opens the messaging window. */
  opensWindow(person: Person): void {
    person.openedAt = this.now() + person.aheadMs;
  }

  /** A window shows this thread: what is there and what comes is read. Returns how to close it. */
  open(psid: string): () => void {
    const person = this.people.get(psid);
    person.viewers += 1;
    this.#read(person);
    let isOpen = true;
    return () => {
      if (isOpen) person.viewers -= 1;
      isOpen = false;
    };
  }

  /** Hands an event to the app, unless it is not subscribed to it. */
  emit(person: Person, event: WebhookEvent): void {
    if (!this.subscriptions.covers(event)) return;
    this.#webhookListeners.tell(webhookBody(this.pageId, this.now(), [event]), person.psid);
  }

  /** What was uploaded ahead is shown, and echoed, under a link. */
  #withLink(message: PageMessage): PageMessage {
    const { attachment } = message;
    if (attachment === undefined || attachment.type === 'template') return message;
    const { attachment_id: id } = attachment.payload;
    if (id === undefined) return message;
    const url = this.mediaUrl(this.uploads.find(id, attachment.type));
    return { ...message, attachment: { ...attachment, payload: { url } } };
  }

  #deliver(person: Person, message: PageMessage, by: FromPage['by']): FromPage {
    const mid = this.newMid();
    const at = this.tick();
    const item: FromPage = { side: 'page', mid, at, message, by, seenAt: null, reactions: {} };
    keep(person.messages, KEPT.messages, item);
    person.typingUntil = 0;
    const appId = by === 'app' ? this.appId : INBOX_APP_ID;
    this.emit(person, echoEvent(this.pageId, person, item, appId));
    this.emit(person, deliveryEvent(this.pageId, person, item));
    if (person.viewers > 0) this.#read(person);
    this.changed(person.psid);
    return item;
  }

  #read(person: Person): void {
    const unread = person.messages.filter((item) => item.side === 'page' && item.seenAt === null);
    const last = unread.at(-1);
    if (last === undefined) return;
    const at = this.tick();
    for (const item of unread) if (item.side === 'page') item.seenAt = at;
    this.emit(person, readEvent(this.pageId, person, at, last.at));
    this.changed(person.psid);
  }

  #tellHandover(
    person: Person,
    name: 'pass' | 'take' | 'request',
    apps: { readonly from: string; readonly to: string },
  ): void {
    const of = { pageId: this.pageId, psid: person.psid, at: this.tick() };
    this.emit(person, handoverEvent(of, name, apps));
  }

  #setOwner(person: Person, owner: Person['owner']): void {
    person.owner = owner;
    this.changed(person.psid);
  }
}

function keep<Item>(items: Item[], most: number, item: Item): void {
  items.push(item);
  if (items.length > most) items.splice(0, items.length - most);
}
