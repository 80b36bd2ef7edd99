import { z } from 'zod';

const problemShape = z.object({
  status: z.number(),
  detail: z.string(),
  reason: z.string().nullish(),
  holder: z.string().nullish(),
});

/** A call that brought no answer (`status` 0) or another one than asked for. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly status: number;
  readonly reason: string | null;
  /** Who has what was asked for, where that is the reason. */
  readonly holder: string | null;
  constructor(status: number, reason: string | null = null, holder: string | null = null) {
    super(`HTTP ${status}`);
    this.status = status;
    this.reason = reason;
    this.holder = holder;
  }
}

let csrfToken = '';
let clockAhead = 0;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** The server's time: deadlines must not depend on the clock of this machine. */
export function serverNow(): number {
  return Date.now() - clockAhead;
}

/**
 * Calls the interface and checks the answer's shape.
 * @throws CallError
 */
export async function call<Schema extends z.ZodType>(
  shape: Schema,
  path: string,
  options: {
    readonly method?: string;
    readonly body?: object;
    /** Sent as it is, in place of a body. */
    readonly file?: Blob;
    readonly signal?: AbortSignal;
    /** Goes out even when the page is being closed. */
    readonly keepalive?: boolean;
  } = {},
): Promise<z.output<Schema>> {
  const { method = 'GET', body, file, signal, keepalive = false } = options;
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api${path}`, {
      method,
      keepalive,
      headers: {
        ...(method !== 'GET' && { 'x-csrf-token': csrfToken }),
        ...(body && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': 'application/octet-stream' }),
      },
      ...(file && { body: file }),
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new CallError(0);
  }
  const at = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(at) && Math.abs(Date.now() - at) > 5_000) clockAhead = Date.now() - at;
  const json = parseJson(text);
  if (response.ok) return shape.parse(json);
  const problem = problemShape.safeParse(json);
  throw new CallError(response.status, problem.data?.reason ?? null, problem.data?.holder ?? null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
