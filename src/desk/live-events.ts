import type { Request, Response } from 'express';
import type { LiveEvent } from '../domain/live-event.ts';
import type { Clock, Store } from '../ports.ts';

const HEARTBEAT_MS = 20_000;
const CATCH_UP = 500;

/** `GET /api/events`: server-sent events; a screen that comes back gets what it missed. */
export function liveEvents(store: Pick<Store, 'onLiveEvent' | 'liveEvents'>, clock: Clock) {
  return async (request: Request, response: Response) => {
    response.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    const send = (event: LiveEvent) => {
      const data = JSON.stringify({ topic: event.topic, subject: event.subject });
      response.write(`id: ${event.id}\nevent: change\ndata: ${data}\n\n`);
    };
    response.write(`: connected ${clock.now()}\n\n`);
    const end = store.onLiveEvent(send);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    response.on('close', () => {
      end();
      clearInterval(heartbeat);
    });
    const last = request.get('last-event-id');
    if (last !== undefined) for (const event of await store.liveEvents(last, CATCH_UP)) send(event);
  };
}
