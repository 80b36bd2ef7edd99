import { signatureOf } from '../../src/messenger/signature.ts';
import { PAGE, SECRET } from './wild-graph.ts';

/** Facebook gives an answer five seconds (facts: Messenger, webhook). */
const PATIENCE_MS = 5_000;
const AGAIN_MS = 100;

/** One webhook body on its way. */
export interface Posted {
  /** When the server may have seen it at the earliest. */
  readonly firstSent: number;
  /** When it was answered 200 for certain; null until then. */
  acknowledged: number | null;
  /** How often it was answered with something else, or not at all. */
  refusals: number;
}

/** Facebook's side of the webhook: what is not acknowledged is posted again until it is. */
export class Feeder {
  readonly posted: Posted[] = [];
  /** How often each status was answered; `none` where no answer came. */
  readonly answers = new Map<number | 'none', number>();
  readonly #url: () => string;
  readonly #tick: () => number;
  #stopped = false;
  readonly #underway = new Set<Promise<void>>();
  /** Called when a body is about to be sent, and when one was acknowledged. */
  onMoment: (moment: 'post' | 'acknowledged') => void = () => undefined;

  /** @param tick gives a moment later than all before */
  constructor(url: () => string, tick: () => number) {
    this.#url = url;
    this.#tick = tick;
  }

  /** Posts these items as one body, signed, for as long as it takes. */
  post(items: readonly object[]): Posted {
    return this.postBody({
      object: 'page',
      entry: [{ id: PAGE, time: Date.now(), messaging: items }],
    });
  }

  postBody(body: object): Posted {
    const posted: Posted = { firstSent: this.#tick(), acknowledged: null, refusals: 0 };
    this.posted.push(posted);
    const work = this.#untilAcknowledged(JSON.stringify(body), posted);
    this.#underway.add(work);
    void work.finally(() => this.#underway.delete(work));
    return posted;
  }

  get waiting(): number {
    return this.#underway.size;
  }

  /** Resolves when all that was posted so far is acknowledged. */
  async finish(): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway);
  }

  /** Gives up whatever is not acknowledged yet. */
  stop(): void {
    this.#stopped = true;
  }

  async #untilAcknowledged(body: string, posted: Posted): Promise<void> {
    while (!this.#stopped) {
      const status = await this.#once(body);
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      if (status === 200) {
        posted.acknowledged = this.#tick();
        this.onMoment('acknowledged');
        return;
      }
      posted.refusals += 1;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  async #once(body: string): Promise<number | 'none'> {
    try {
      const answer = fetch(`${this.#url()}/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': signatureOf(Buffer.from(body), SECRET),
        },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      this.onMoment('post');
      const response = await answer;
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 'none';
    }
  }
}
