import { z } from 'zod';
import type { PageMessage } from '../../src/simulator/graph/send-request.ts';
import type { GraphStandIn, StandInOptions } from '../../src/simulator/graph/stand-in.ts';
import { startGraphStandIn, type RunningStandIn } from '../../src/simulator/standalone.ts';

export interface SentMessage {
  readonly psid: string;
  readonly text: string;
  readonly quickReplies: readonly { title: string; payload: string }[];
  readonly metadata: string;
}

export interface GraphFailure {
  readonly status: number;
  readonly body: {
    readonly error: {
      readonly code: number;
      readonly error_subcode?: number;
      readonly message?: string;
    };
  };
}

const fromPerson = z.looseObject({ sender: z.looseObject({ id: z.string().min(1) }) });

/** The simulator's Graph stand-in on loopback, serving one picture as somebody's attachment. */
export class FakeGraph {
  readonly #options: StandInOptions;
  readonly #picture: Buffer;
  #running: RunningStandIn | null = null;

  constructor(picture: Buffer, options: StandInOptions) {
    this.#picture = picture;
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#running = await startGraphStandIn(this.#options);
    const { media } = this.standIn;
    media.put({ id: 'slip.png', name: 'slip.png', mediaType: 'image/png', bytes: this.#picture });
  }

  get standIn(): GraphStandIn {
    if (this.#running === null) throw new Error('The Graph stand-in is not started.');
    return this.#running.standIn;
  }

  /** Empty before the start. */
  get url(): string {
    return this.#running?.url ?? '';
  }

  /** The messages that were accepted, in order. */
  get sent(): readonly SentMessage[] {
    return (this.#running?.standIn.sent ?? []).map(({ psid, message }) => ({
      psid,
      text: textOf(message),
      quickReplies: (message.quick_replies ?? []).flatMap((reply) =>
        reply.content_type === 'text' ? [{ title: reply.title, payload: reply.payload }] : [],
      ),
      metadata: message.metadata ?? '',
    }));
  }

  /** Answers for the next sends, taken one by one before normal service. */
  readonly failures = {
    push: (...failures: GraphFailure[]): void => {
      for (const { status, body } of failures) {
        const { code, error_subcode: subcode, message } = body.error;
        this.standIn.faults.add({ kind: 'error', status, code, subcode, message });
      }
    },
  };

  /** Whoever sends such a webhook item is known to Facebook, by no name, and has opened the window. */
  heard(item: unknown): void {
    const psid = fromPerson.safeParse(item).data?.sender.id;
    if (psid === undefined || psid === this.standIn.pageId) return;
    const { people } = this.standIn;
    this.standIn.opensWindow(people.find(psid) ?? people.add({ psid, profile: false }));
  }

  async stop(): Promise<void> {
    await this.#running?.close();
  }
}

function textOf({ text, attachment }: PageMessage): string {
  if (text !== undefined) return text;
  if (attachment?.type !== 'template') return '';
  return attachment.payload.template_type === 'button' ? attachment.payload.text : '';
}
