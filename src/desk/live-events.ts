import type { Request, Response } from 'express';
import type { LiveEvent } from '../domain/live-event.ts';
import type { Store } from '../ports.ts';

const HEARTBEAT_MS = 20_000;
const CATCH_UP = 500;

/**
 * Server-sent events. A screen that comes back with the id of the last event it saw gets what it
 * missed, in order, before anything new. They carry ids only.
 * @param mayStay asked again and again: a session that has ended hears nothing more
 */
export async function liveEvents(
  store: Pick<Store, 'onLiveEvent' | 'liveEvents'>,
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
  const send = (event: LiveEvent) => {
    const data = JSON.stringify({ topic: event.topic, subject: event.subject });
    response.write(`id: ${event.id}\nevent: change\ndata: ${data}\n\n`);
  };
  // Until the missed ones have gone out, new ones wait: else the last id seen would jump over them.
  const waiting: LiveEvent[] = [];
  let caughtUp = false;
  const end = store.onLiveEvent((event) => (caughtUp ? send(event) : void waiting.push(event)));
  const heartbeat = setInterval(() => {
    mayStay().then(
      (stays) => (stays ? response.write(': still here\n\n') : response.end()),
      () => response.end(),
    );
  }, HEARTBEAT_MS);
  response.on('close', () => {
    end();
    clearInterval(heartbeat);
  });
  const missed = new Set<string>();
  let last = request.get('last-event-id');
  while (last !== undefined && !response.closed) {
    const events = await store.liveEvents(last, CATCH_UP);
    for (const event of events) {
      missed.add(event.id);
      send(event);
    }
    last = events.length === CATCH_UP ? events.at(-1)?.id : undefined;
  }
  for (const event of waiting) if (!missed.has(event.id)) send(event);
  caughtUp = true;
}
