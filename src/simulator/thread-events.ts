import type { Request, Response } from 'express';
import type { GraphStandIn } from './graph/stand-in.ts';

const PING_MS = 20_000;

/**
 * Streams which threads changed (server-sent events). While the stream with `?open=PSID,PSID`
 * lasts, these people look at their threads, so what comes is read.
 */
export function streamChanges(standIn: GraphStandIn, request: Request, response: Response): void {
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  response.write(': hello\n\n');
  const { open } = request.query;
  const psids = typeof open === 'string' ? open.split(',') : [];
  const stop = standIn.onChange((psid) => {
    response.write(`event: change\ndata: ${JSON.stringify({ psid })}\n\n`);
  });
  const closings = psids
    .filter((psid) => standIn.people.find(psid) !== null)
    .map((psid) => standIn.open(psid));
  const ping = setInterval(() => response.write(': ping\n\n'), PING_MS);
  response.on('close', () => {
    clearInterval(ping);
    stop();
    for (const close of closings) close();
  });
}
