import type { Response } from 'express';
import { z } from 'zod';
import { GraphFault } from './fault.ts';

/**
 * A fault that a tester orders for the next call or calls. `error` answers a Graph error; `reset`
 * breaks the connection; `hang` never answers; `empty` answers 200 without a body; `html` answers a
 * gateway's page; `sent-but-error` carries the send out and answers an error all the same
 * (1/1357046 unless told).
 */
export const injectedFault = z.object({
  kind: z.enum(['error', 'reset', 'hang', 'empty', 'html', 'sent-but-error']),
  status: z.int().min(100).max(599).optional(),
  code: z.int().optional(),
  subcode: z.int().optional(),
  message: z.string().max(500).optional(),
  /** How many calls; 1 unless told. */
  times: z.int().positive().max(1000).optional(),
  /** Only calls for this person; everybody's unless told. */
  psid: z.string().optional(),
  /** `message` (default): only sends of a message. `any`: every call, typing included. */
  on: z.enum(['message', 'any']).optional(),
  /** Carry the send out before failing; true for `sent-but-error`, false for the others. */
  sent: z.boolean().optional(),
});
export type InjectedFault = z.infer<typeof injectedFault>;

/** The ordered faults; the first that fits a call is used up. */
export class FaultQueue {
  #faults: { fault: InjectedFault; left: number }[] = [];

  add(fault: InjectedFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#faults = [];
  }

  /** Null when the call is to succeed. */
  take(call: { readonly isMessage: boolean; readonly psid: string | null }): InjectedFault | null {
    const found = this.#faults.find(
      ({ fault }) =>
        (fault.on === 'any' || call.isMessage) &&
        (fault.psid === undefined || fault.psid === call.psid),
    );
    if (found === undefined) return null;
    found.left -= 1;
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return found.fault;
  }
}

/**
 * Answers a call as the fault says.
 * @param send carries the call out
 * @throws GraphFault for the kinds that answer an error
 */
export function carryOut(fault: InjectedFault, response: Response, send: () => void): void {
  if (fault.sent ?? fault.kind === 'sent-but-error') send();
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'empty':
      response.status(fault.status ?? 200).end();
      return;
    case 'html':
      response
        .status(fault.status ?? 502)
        .type('html')
        .send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return;
    case 'error':
      throw orderedFault(fault, 2, undefined);
    case 'sent-but-error':
      throw orderedFault(fault, 1, 1357046);
  }
}

function orderedFault(
  { status, code, subcode, message }: InjectedFault,
  usualCode: number,
  usualSubcode: number | undefined,
): GraphFault {
  return new GraphFault({
    status,
    code: code ?? usualCode,
    subcode: subcode ?? (code === undefined ? usualSubcode : undefined),
    message: message ?? 'An unexpected error has occurred. Please retry your request later.',
  });
}
