import { STATUS_CODES } from 'node:http';
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

/** For paths that no route has: a program gets a problem, not a page. */
export function noSuchRoute(_request: Request, _response: Response, next: NextFunction): void {
  next(new Problem(404, 'There is no such route. See /api/openapi.json.'));
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
    response
      .status(status)
      .type('application/problem+json')
      .send({
        status,
        title: STATUS_CODES[status] ?? 'Error',
        detail: detailOf(error, status),
        ...(error instanceof Problem ? error.fields : {}),
      });
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** Our own words only: a parser's message would quote the body. */
function detailOf(error: unknown, status: number): string {
  if (error instanceof Problem) return error.message;
  if (status >= 500) return 'Something went wrong here. Try again.';
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.parse.failed') return 'The body is not valid JSON.';
  if (type === 'entity.too.large') return 'The body is too large.';
  return 'The request cannot be read.';
}
