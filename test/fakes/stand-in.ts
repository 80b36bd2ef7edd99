import { GraphFault } from '../../src/simulator/graph/fault.ts';
import type { Person } from '../../src/simulator/graph/person.ts';
import { GraphStandIn, type StandInOptions } from '../../src/simulator/graph/stand-in.ts';

export const HOUR = 3_600_000;
export const PAGE_OPTIONS = {
  pageId: '1212',
  appId: '12120',
  appSecret: 'secret-of-the-app',
  accessToken: 'token-of-the-page',
} as const;

/** A Graph stand-in at a fixed moment, with one person who has just written. */
export class StandInAtRest {
  now = Date.UTC(2026, 10, 23, 5);
  readonly standIn: GraphStandIn;
  readonly person: Person;

  constructor(options: Partial<StandInOptions> = {}) {
    this.standIn = new GraphStandIn({ ...PAGE_OPTIONS, now: () => this.now, ...options });
    this.person = this.standIn.people.add({ name: 'มะลิ ตัวอย่าง' });
    this.standIn.opensWindow(this.person);
  }

  /** Sends to the person; `sent`, or the code and subcode of Graph's refusal. */
  send(message: unknown, more: object = {}): string {
    return outcome(() =>
      this.standIn.send({
        recipient: { id: this.person.psid },
        messaging_type: 'RESPONSE',
        ...(message === undefined ? {} : { message }),
        ...more,
      }),
    );
  }
}

/** `sent`, or `code/subcode` of the Graph error; a bug is thrown on. */
export function outcome(call: () => unknown): string {
  try {
    call();
    return 'sent';
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    return error.subcode === null ? `${error.code}` : `${error.code}/${error.subcode}`;
  }
}
