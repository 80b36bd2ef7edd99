/** A fault that a test orders for the next call or calls. */
export interface InjectedFault {
  /**
   * `error` answers a Graph error; `reset` breaks the connection; `hang` never answers; `empty`
   * answers 200 without a body; `html` answers a gateway's page; `sent-but-error` carries the send
   * out and answers an error all the same (1/1357046 unless told).
   */
  readonly kind: 'error' | 'reset' | 'hang' | 'empty' | 'html' | 'sent-but-error';
  readonly status?: number | undefined;
  readonly code?: number | undefined;
  readonly subcode?: number | undefined;
  readonly message?: string | undefined;
  /** How many calls; 1 unless told. */
  readonly times?: number | undefined;
  /** Only calls for this person; everybody's unless told. */
  readonly psid?: string | undefined;
  /** `message` (default): only sends of a message. `any`: every call, typing included. */
  readonly on?: 'message' | 'any' | undefined;
  /** Carry the send out before failing; true for `sent-but-error`, false for the others. */
  readonly sent?: boolean | undefined;
}

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
