import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit, type Store as RateLimitStore } from 'express-rate-limit';
import { Problem } from './problem.ts';

/** The address that tries are counted under: a whole network for IPv6. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}

const noTries = new WeakSet<Response>();

/** Says that this answer, whatever its status, tells of no wrong try. */
export function notATry(response: Response): void {
  noTries.add(response);
}

/**
 * Slows guessing: only tries that fail are counted.
 * @param keyOf whom to count under; null lets the request pass uncounted
 */
export function limitFailures(options: {
  readonly limit: number;
  readonly windowMs: number;
  readonly keyOf: (request: Request) => string | null | Promise<string | null>;
  /** Where the counts are kept; missing: in this process. */
  readonly store?: RateLimitStore;
}): RequestHandler {
  const { limit, windowMs, keyOf, store } = options;
  const keys = new WeakMap<Request, string | null>();
  return rateLimit({
    limit,
    windowMs,
    skipSuccessfulRequests: true,
    // What fails on our side was no wrong try.
    requestWasSuccessful: (_request, response) =>
      response.statusCode < 400 || response.statusCode >= 500 || noTries.has(response),
    ...(store && { store }),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: async (request) => {
      keys.set(request, await keyOf(request));
      return keys.get(request) === null;
    },
    keyGenerator: (request) => keys.get(request) ?? '',
    handler: (_request, response, next) => {
      const seconds = Math.ceil(windowMs / 1000);
      if (!response.hasHeader('Retry-After')) response.set('Retry-After', String(seconds));
      next(new Problem(429, 'Too many wrong tries. Wait, then try again.'));
    },
  });
}
