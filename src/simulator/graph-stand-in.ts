import { z } from 'zod';
import { STANDARD_WINDOW_MS } from '../domain/messaging-window.ts';
import type { Clock, Ids } from '../ports.ts';

/** One bubble of a simulated thread. */
export interface SimulatedMessage {
  readonly id: string;
  readonly from: 'person' | 'page';
  readonly text: string;
  readonly image: string | null;
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[];
  readonly at: number;
}

export interface SimulatedPerson {
  readonly psid: string;
  readonly name: string;
  readonly messages: SimulatedMessage[];
  actedAt: number | null;
}

export interface GraphAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const quickReply = z.looseObject({
  content_type: z.literal('text'),
  title: z.string().min(1).max(20),
  payload: z.string().max(1000),
});
const message = z.looseObject({
  text: z.string().min(1).max(1999).optional(),
  metadata: z.string().max(999).optional(),
  quick_replies: z.array(quickReply).max(13).default([]),
  attachment: z.looseObject({ type: z.string() }).optional(),
});

/**
 * Answers Send API calls as Meta documents them, limits and errors included, and keeps what each
 * simulated person sees. It sends nothing anywhere.
 */
export class GraphStandIn {
  readonly people = new Map<string, SimulatedPerson>();
  readonly #token: string;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(options: { readonly token: string; readonly clock: Clock; readonly ids: Ids }) {
    this.#token = options.token;
    this.#clock = options.clock;
    this.#ids = options.ids;
  }

  addPerson(name: string): SimulatedPerson {
    const psid = String(Math.floor(1e15 + this.#ids.random() * 8e15));
    const person: SimulatedPerson = { psid, name, messages: [], actedAt: null };
    this.people.set(psid, person);
    return person;
  }

  /** Notes what a person did: it shows in the thread and opens the window. */
  acted(person: SimulatedPerson, text: string, image: string | null): SimulatedMessage {
    person.actedAt = this.#clock.now();
    return this.#add(person, { from: 'person', text, image, quickReplies: [] });
  }

  /** `POST /{page}/messages`. */
  send(authorization: string | undefined, body: unknown): GraphAnswer {
    if (authorization !== `Bearer ${this.#token}`) {
      return failure(401, 190, null, 'Invalid OAuth access token.');
    }
    const request = z
      .looseObject({
        recipient: z.looseObject({ id: z.string() }),
        messaging_type: z.string().optional(),
        tag: z.string().optional(),
        sender_action: z.string().optional(),
        message: z.unknown().optional(),
      })
      .safeParse(body);
    if (!request.success) return failure(400, 100, null, 'Param recipient must be given.');
    const {
      recipient,
      message: raw,
      sender_action: action,
      messaging_type: type,
      tag,
    } = request.data;
    const person = this.people.get(recipient.id);
    if (person === undefined) return failure(400, 100, 2018001, 'No matching user found.');
    if (action !== undefined && raw !== undefined) {
      return failure(400, 100, 2018014, 'Send message and sender_action separately.');
    }
    if (action !== undefined) return { status: 200, body: { recipient_id: person.psid } };
    if (type === undefined) return failure(400, 100, null, 'Param messaging_type must be given.');
    const parsed = message.safeParse(raw);
    if (!parsed.success) {
      return failure(400, 100, null, `(#100) ${parsed.error.issues[0]?.message ?? 'Bad message'}`);
    }
    const { text, attachment, quick_replies: quickReplies } = parsed.data;
    if (text === undefined && attachment === undefined) {
      return failure(400, 100, null, 'Message must have text or attachment.');
    }
    const elapsed = this.#clock.now() - (person.actedAt ?? -Infinity);
    const asAgent = type === 'MESSAGE_TAG' && tag === 'HUMAN_AGENT';
    if (elapsed >= (asAgent ? 7 : 1) * STANDARD_WINDOW_MS) {
      return failure(400, 10, 2018278, 'This message is sent outside of allowed window.');
    }
    const added = this.#add(person, { from: 'page', text: text ?? '', image: null, quickReplies });
    return { status: 200, body: { recipient_id: person.psid, message_id: added.id } };
  }

  #add(person: SimulatedPerson, fields: Omit<SimulatedMessage, 'id' | 'at'>): SimulatedMessage {
    const added = { ...fields, id: `m_${this.#ids.next()}`, at: this.#clock.now() };
    person.messages.push(added);
    return added;
  }
}

function failure(status: number, code: number, subcode: number | null, text: string): GraphAnswer {
  const error = {
    message: text,
    type: 'OAuthException',
    code,
    ...(subcode === null ? {} : { error_subcode: subcode }),
    fbtrace_id: 'simulated',
  };
  return { status, body: { error } };
}
