import type { Request, Response } from 'express';
import type { LiveEvent } from '../domain/live-event.ts';
import type { Store } from '../ports.ts';
import type { ChangeEvent } from './shapes.ts';

const HEARTBEAT_MS = 20_000;
const CATCH_UP = 500;
/** What comes while all screens were told only just before waits this long, and goes out together. */
const TOGETHER_MS = 100;

/**
 * Server-sent events to all screens. A screen that comes back with the id of the last event it saw
 * gets what it missed, in order, before anything new. They carry ids only.
 */
export class LiveEvents {
  readonly #store: Pick<Store, 'liveEvents'>;
  readonly #screens = new Set<(events: readonly LiveEvent[], text: string) => void>();
  #waiting: LiveEvent[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Pick<Store, 'onLiveEvent' | 'liveEvents'>) {
    this.#store = store;
    store.onLiveEvent((event) => {
      this.#waiting.push(event);
      if (this.#timer === null) this.#tell();
    });
  }

  /** @param mayStay asked again and again: a session that has ended hears nothing more */
  async serve(
    request: Request,
    response: Response,
    mayStay: () => Promise<boolean>,
  ): Promise<void> {
    response.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    // Until the missed ones have gone out, new ones wait: else the last id seen would jump over them.
    const waiting: LiveEvent[] = [];
    const missed = new Set<string>();
    let caughtUp = false;
    const sendNew = (events: readonly LiveEvent[]) => {
      const news = events.filter(({ id }) => !missed.has(id));
      if (news.length > 0) response.write(textOf(news));
    };
    const hear = (events: readonly LiveEvent[], text: string) => {
      if (!caughtUp) waiting.push(...events);
      else if (missed.size > 0) sendNew(events);
      else response.write(text);
    };
    this.#screens.add(hear);
    const heartbeat = setInterval(() => {
      missed.clear();
      mayStay().then(
        (stays) => (stays ? response.write(': still here\n\n') : response.end()),
        () => response.end(),
      );
    }, HEARTBEAT_MS);
    response.on('close', () => {
      this.#screens.delete(hear);
      clearInterval(heartbeat);
    });
    let last = request.get('last-event-id');
    while (last !== undefined && !response.closed) {
      const events = await this.#store.liveEvents(last, CATCH_UP);
      for (const { id } of events) missed.add(id);
      if (events.length > 0) response.write(textOf(events));
      last = events.length === CATCH_UP ? events.at(-1)?.id : undefined;
    }
    sendNew(waiting);
    caughtUp = true;
  }

  #tell(): void {
    const events = this.#waiting;
    if (events.length === 0) return;
    this.#waiting = [];
    const text = textOf(events);
    for (const hear of this.#screens) hear(events, text);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#tell();
    }, TOGETHER_MS).unref();
  }
}

function textOf(events: readonly LiveEvent[]): string {
  return events
    .map((event) => `id: ${event.id}\nevent: change\ndata: ${dataOf(event)}\n\n`)
    .join('');
}

function dataOf({ topic, subject, sameLists }: LiveEvent): string {
  const change: ChangeEvent = { topic, subject, ...(sameLists === true && { sameLists }) };
  return JSON.stringify(change);
}
