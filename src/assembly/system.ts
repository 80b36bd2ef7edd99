/** Clock, ids, chance and log of the real world. */
import { randomFillSync, randomInt } from 'node:crypto';
import pino from 'pino';
import { V7Generator } from 'uuidv7';
import type { Clock, Ids, Log } from '../ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** Chance is fetched for some hundred ids at once: each way to the system costs more than the id. */
const CHANCE = new Uint32Array(1_024);
let spent = CHANCE.length;
const ids = new V7Generator({
  nextUint32() {
    if (spent === CHANCE.length) {
      randomFillSync(CHANCE);
      spent = 0;
    }
    return CHANCE[spent++] ?? 0;
  },
});

export const systemIds: Ids = {
  next: () => ids.generate().toString(),
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
