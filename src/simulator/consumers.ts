import type { GraphStandIn } from './graph/stand-in.ts';
import { messageIn } from './graph/people.ts';
import type { FromPerson, Person, PersonAttachment, PersonContent } from './graph/person.ts';
import { webhookBody, type WebhookBody, type WebhookEvent } from './graph/webhook-events.ts';
import { isElsewhere } from './graph/thread-control.ts';
import { LIKE_STICKER_ID, fromPerson, messageEvent, standbyCopy } from './person-events.ts';
import { postSigned, type PostOptions, type PostOutcome } from './signed-post.ts';

export interface ConsumerOptions extends Omit<PostOptions, 'signal'> {
  readonly standIn: GraphStandIn;
}

/** A file that a person attaches. */
export interface AttachedFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly name: string;
}

/** What came of an action: whether the app took it, after how many tries, and its message id. */
export interface ActionOutcome extends PostOutcome {
  readonly mid: string | null;
}

/** Something that cannot be done in this thread, such as pressing a button that is not there. */
export class ImpossibleAction extends Error {
  override readonly name = 'ImpossibleAction';
}

const REACTIONS: Readonly<Record<string, string>> = {
  love: '❤',
  like: '👍',
  dislike: '👎',
  smile: '😆',
  wow: '😮',
  sad: '😢',
  angry: '😠',
};

/**
 * The invented people, acting: each action becomes the signed webhook that Meta would post. A
 * promise settles once the app has acknowledged, or the last retry failed.
 */
export class SimulatedConsumers {
  readonly #standIn: GraphStandIn;
  readonly #options: PostOptions;
  readonly #ending = new AbortController();
  readonly #echoes = new Map<string, Promise<unknown>>();
  readonly #last = new Map<string, WebhookBody>();
  readonly #stop: () => void;

  constructor(options: ConsumerOptions) {
    this.#options = { ...options, signal: this.#ending.signal };
    this.#standIn = options.standIn;
    this.#stop = options.standIn.onWebhook((body, psid) => this.#postInOrder(body, psid));
  }

  /** Stops posting echoes, deliveries and reads, and gives up what is being retried. */
  close(): void {
    this.#stop();
    this.#ending.abort();
  }

  /** Waits until every echo, delivery and read so far is posted. */
  async settled(): Promise<void> {
    await Promise.all(this.#echoes.values());
  }

  /** @param replyTo id of the message that this one answers */
  say(psid: string, text: string, replyTo?: string): Promise<ActionOutcome> {
    return this.#message(psid, { kind: 'text', text }, replyTo === undefined ? {} : { replyTo });
  }

  /**
   * Several messages at the same moment: each in a post of its own, all of them in one, or the
   * last one arriving first.
   */
  async sayAll(
    psid: string,
    texts: readonly string[],
    how: 'parallel' | 'batch' | 'reversed' = 'parallel',
  ): Promise<ActionOutcome[]> {
    const person = this.#standIn.people.get(psid);
    const items = texts.map((text) => this.#record(person, { kind: 'text', text }));
    const post = (some: readonly FromPerson[]) =>
      this.#post(
        person,
        some.map((item) => messageEvent(this.#standIn, person, item)),
      );
    if (how === 'batch') {
      const outcome = await post(items);
      return items.map((item) => this.#settle(person, item, outcome));
    }
    const settle = async (item: FromPerson) => this.#settle(person, item, await post([item]));
    if (how === 'parallel') return Promise.all(items.map(settle));
    const outcomes: ActionOutcome[] = [];
    for (const item of items.toReversed()) outcomes.unshift(await settle(item));
    return outcomes;
  }

  /** The last webhook of this person once more, to the byte. @throws ImpossibleAction */
  async duplicateLast(psid: string): Promise<PostOutcome> {
    const last = this.#last.get(psid);
    if (last === undefined) throw new ImpossibleAction('This person has done nothing yet.');
    return postSigned(last, this.#options);
  }

  /** Taps a quick reply of a message. @throws ImpossibleAction when there is none */
  tap(psid: string, mid: string, index: number): Promise<ActionOutcome> {
    const item = messageIn(this.#standIn.people.get(psid), mid);
    const reply = item?.side === 'page' ? item.message.quick_replies?.[index] : undefined;
    if (reply?.content_type !== 'text') {
      throw new ImpossibleAction('This message has no such quick reply.');
    }
    return this.#message(psid, { kind: 'text', text: reply.title, quickReply: reply.payload });
  }

  /** Presses a button, a menu item or an ice breaker. */
  postback(
    psid: string,
    button: { readonly payload: string; readonly title: string },
    ref?: string,
  ): Promise<ActionOutcome> {
    const referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
    return this.#message(
      psid,
      { kind: 'postback', ...button },
      ref === undefined ? {} : { referral },
    );
  }

  /** Presses Get Started; `ref` when the person came by an m.me link. @throws ImpossibleAction */
  getStarted(psid: string, ref?: string): Promise<ActionOutcome> {
    const { getStarted: payload } = this.#standIn.profile.shownTo('default');
    if (payload === null) throw new ImpossibleAction('The Page has no Get Started button.');
    return this.postback(psid, { payload, title: 'เริ่มต้นใช้งาน' }, ref);
  }

  /** Sends one or more files in one message. */
  attach(psid: string, ...files: readonly AttachedFile[]): Promise<ActionOutcome> {
    const attachments = files.map((file): PersonAttachment => {
      const { id, name, mediaType, bytes } = this.#standIn.media.put(file);
      return { type: typeOf(mediaType), mediaId: id, name, mediaType, bytes: bytes.length };
    });
    return this.#message(psid, { kind: 'attachments', attachments });
  }

  sticker(psid: string, stickerId: string = LIKE_STICKER_ID): Promise<ActionOutcome> {
    return this.#message(psid, { kind: 'sticker', stickerId });
  }

  like(psid: string): Promise<ActionOutcome> {
    return this.sticker(psid);
  }

  /** Reacts to a message, or with null takes the reaction back. @throws ImpossibleAction */
  async react(psid: string, mid: string, reaction: string | null): Promise<ActionOutcome> {
    const person = this.#standIn.people.get(psid);
    const item = messageIn(person, mid);
    if (item === null) throw new ImpossibleAction('There is no such message.');
    const name = reaction ?? item.reactions.person ?? 'other';
    if (reaction === null) delete item.reactions.person;
    else item.reactions.person = reaction;
    if (reaction !== null) this.#standIn.opensWindow(person);
    const emoji = REACTIONS[name];
    return this.#event(person, {
      reaction: {
        mid,
        reaction: emoji === undefined ? 'other' : name,
        ...(emoji === undefined ? {} : { emoji }),
        action: reaction === null ? 'unreact' : 'react',
      },
    });
  }

  /** Edits a text, at most five times. @throws ImpossibleAction */
  async edit(psid: string, mid: string, text: string): Promise<ActionOutcome> {
    const person = this.#standIn.people.get(psid);
    const item = messageIn(person, mid);
    const editable = item?.side === 'person' && !item.takenBack && item.edits < 5;
    if (!editable || item.content.kind !== 'text') {
      throw new ImpossibleAction('This message cannot be edited.');
    }
    item.edits += 1;
    item.content = { kind: 'text', text };
    return this.#event(person, { message_edit: { mid, text, num_edit: item.edits } });
  }

  /**
   * Takes a message back. Meta documents this event for Instagram only; the app is told in that
   * shape. @throws ImpossibleAction
   */
  async takeBack(psid: string, mid: string): Promise<ActionOutcome> {
    const person = this.#standIn.people.get(psid);
    const item = messageIn(person, mid);
    if (item?.side !== 'person' || item.takenBack) {
      throw new ImpossibleAction('This message cannot be taken back.');
    }
    item.takenBack = true;
    return this.#event(person, { message: { mid, is_deleted: true } });
  }

  /** Comes back by an m.me link with `?ref=`. */
  async referral(psid: string, ref: string): Promise<ActionOutcome> {
    const person = this.#standIn.people.get(psid);
    this.#standIn.opensWindow(person);
    return this.#event(person, { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } });
  }

  /** Posts a body as it is, signed. */
  async postRaw(body: unknown): Promise<PostOutcome> {
    return postSigned(body, this.#options);
  }

  async #message(
    psid: string,
    content: PersonContent,
    extra: { referral?: object; replyTo?: string } = {},
  ): Promise<ActionOutcome> {
    const person = this.#standIn.people.get(psid);
    const item = this.#record(person, content);
    const event = messageEvent(this.#standIn, person, item, extra);
    return this.#settle(person, item, await this.#post(person, [event]));
  }

  #record(person: Person, content: PersonContent): FromPerson {
    const standIn = this.#standIn;
    const item = standIn.people.record(person, standIn.newMid(), standIn.tick(), content);
    standIn.opensWindow(person);
    standIn.changed(person.psid);
    return item;
  }

  #settle(person: Person, item: FromPerson, outcome: PostOutcome): ActionOutcome {
    item.delivery = outcome.status === 'acknowledged' ? 'acknowledged' : 'failed';
    this.#standIn.changed(person.psid);
    return { ...outcome, mid: item.mid };
  }

  async #event(person: Person, event: WebhookEvent): Promise<ActionOutcome> {
    const base = fromPerson(this.#standIn, person, this.#standIn.tick());
    const outcome = await this.#post(person, [{ ...base, ...event }]);
    this.#standIn.changed(person.psid);
    return { ...outcome, mid: null };
  }

  async #post(person: Person, events: readonly WebhookEvent[]): Promise<PostOutcome> {
    const { pageId, subscriptions } = this.#standIn;
    const elsewhere = isElsewhere(person);
    const wanted = events.filter((event) => subscriptions.covers(event));
    if (wanted.length === 0 || (elsewhere && !subscriptions.fields.includes('standby'))) {
      return { status: 'acknowledged', attempts: 0 };
    }
    const seen = elsewhere ? wanted.map(standbyCopy) : wanted;
    const source = elsewhere ? 'standby' : 'messaging';
    const body = webhookBody(pageId, this.#standIn.now(), seen, source);
    this.#last.set(person.psid, body);
    return postSigned(body, this.#options);
  }

  /** Echoes, deliveries and reads of one person follow one another. */
  #postInOrder(body: WebhookBody, psid: string): void {
    const before = this.#echoes.get(psid) ?? Promise.resolve();
    this.#echoes.set(
      psid,
      before.then(() => postSigned(body, this.#options)),
    );
  }
}

function typeOf(mediaType: string): PersonAttachment['type'] {
  const [kind] = mediaType.split('/');
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
