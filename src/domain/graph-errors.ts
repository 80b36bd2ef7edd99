/** Facebook's Graph API answered no. Nothing was sent. */
export class GraphRejectedError extends Error {
  override readonly name = 'GraphRejectedError';
  readonly httpStatus: number;
  /** Meta's `error.code`; null when the answer was no Graph error. */
  readonly code: number | null;
  readonly subcode: number | null;
  readonly retryAfterMs: number | null;
  constructor(fields: {
    httpStatus: number;
    code: number | null;
    subcode: number | null;
    message: string;
    retryAfterMs?: number | null;
  }) {
    super(fields.message.slice(0, 200));
    this.httpStatus = fields.httpStatus;
    this.code = fields.code;
    this.subcode = fields.subcode;
    this.retryAfterMs = fields.retryAfterMs ?? null;
  }
}

/** No connection was made. Nothing was sent. */
export class GraphUnreachableError extends Error {
  override readonly name = 'GraphUnreachableError';
}

/** The request left, the answer did not come or made no sense. Perhaps it was sent. */
export class GraphUnknownOutcomeError extends Error {
  override readonly name = 'GraphUnknownOutcomeError';
}
