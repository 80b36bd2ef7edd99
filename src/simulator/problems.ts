import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { ImpossibleAction } from './consumers.ts';
import { GraphFault } from './graph/fault.ts';

/** Answers every exception of the simulator's API as `application/problem+json` (RFC 9457). */
export function answerProblem(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, ...rest } = problemOf(error);
  if (status >= 500) {
    next(error);
    return;
  }
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ status, ...rest }));
}

function problemOf(error: unknown): { status: number; detail: string; problems?: unknown } {
  if (error instanceof z.ZodError) {
    const problems = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    return { status: 400, detail: 'Some fields cannot be used.', problems };
  }
  if (error instanceof ImpossibleAction) return { status: 409, detail: error.message };
  if (error instanceof GraphFault && error.subcode === 2018001) {
    return { status: 404, detail: 'Nobody has this number.' };
  }
  // Errors of the body parsers carry their status.
  const status = z.object({ status: z.number() }).safeParse(error).data?.status ?? 500;
  const detail = status === 413 ? 'The file is larger than 25 MB.' : 'The body cannot be read.';
  return { status, detail };
}
