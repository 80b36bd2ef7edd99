import type { NextFunction, Request, Response } from 'express';
import type { z } from 'zod';
import type { Log } from '../ports.ts';

/** An answer other than what was asked for, as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
  constructor(status: number, detail: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.fields = fields;
  }
}

/** Reads a value with a schema, or answers 400 naming each field. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    message: issue.message,
  }));
  throw new Problem(400, 'Some fields cannot be used.', { problems });
}

/** The one place where a request's exceptions end. */
export function problemHandler(log: Log) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error('http.failed', { error });
    const detail =
      status >= 500 ? 'Something went wrong here. Try again.' : (error as Error).message;
    response
      .status(status)
      .type('application/problem+json')
      .send({ status, detail, ...(error instanceof Problem ? error.fields : {}) });
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
