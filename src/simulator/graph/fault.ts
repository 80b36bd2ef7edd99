/** An answer of Meta's Graph API other than success. */
export class GraphFault extends Error {
  override readonly name = 'GraphFault';
  readonly status: number;
  readonly code: number;
  readonly subcode: number | null;
  readonly type: string;
  constructor(fields: {
    readonly code: number;
    readonly message: string;
    readonly subcode?: number | undefined;
    /** HTTP status; by default what Meta uses for the code. */
    readonly status?: number | undefined;
    readonly type?: string;
  }) {
    super(fields.message);
    this.code = fields.code;
    this.subcode = fields.subcode ?? null;
    this.status = fields.status ?? usualStatus(fields.code);
    this.type = fields.type ?? 'OAuthException';
  }

  /** The body Meta answers with. */
  body(traceId: string): Readonly<Record<string, unknown>> {
    return {
      error: {
        message: this.message,
        type: this.type,
        code: this.code,
        ...(this.subcode === null ? {} : { error_subcode: this.subcode }),
        fbtrace_id: traceId,
      },
    };
  }
}

/** Error 100: something in the call is wrong. */
export function badParameter(message: string, subcode?: number): GraphFault {
  return new GraphFault({ code: 100, subcode, message: `(#100) ${message}` });
}

/** Error 10: not allowed now. */
export function notAllowed(message: string, subcode?: number): GraphFault {
  return new GraphFault({ code: 10, subcode, message: `(#10) ${message}` });
}

/** The object in the path does not exist for this token. */
export function noSuchObject(id: string): GraphFault {
  return new GraphFault({
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

/** Clients report 400 for nearly everything, 500 for errors inside Meta, 403 for limits. */
function usualStatus(code: number): number {
  if (code === 1 || code === 2) return 500;
  return code === 4 || code === 613 ? 403 : 400;
}
