/** Clock, ids, chance and log of the real world. */
import { randomInt } from 'node:crypto';
import pino from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Clock, Ids, Log } from '../ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemIds: Ids = {
  next: () => uuidv7(),
  random: () => randomInt(2 ** 40) / 2 ** 40,
};

/** One JSON line an event on standard output; errors with type, message and stack only. */
export function systemLog(level: string): Log {
  const logger = pino({ level, base: null, serializers: { error: describeError } });
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  return { type: error.name, message: error.message.slice(0, 300), stack: error.stack };
}
