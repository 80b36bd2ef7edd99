import { mongo } from 'mongoose';
import type { Instant } from '../../domain/ids.ts';
import type { IntakeEvent } from '../../domain/intake-event.ts';
import type { AcceptResult } from '../../ports.ts';
import { NotInTimeError } from './connection.ts';

/** Transactions at once. One would do; with several, one that has to wait holds up few. */
const MOST_GROUPS = 4;
/** Events of one transaction, unless a single body has more. */
const MOST_EVENTS = 500;
/** Facebook gives up about then, and delivers again. */
const LONGEST_WAIT_MS = 10_000;

export interface DueEvent {
  readonly event: IntakeEvent;
  readonly dueAt: Instant;
}

interface Waiting {
  readonly events: readonly IntakeEvent[];
  readonly dueAt: Instant;
  readonly conversations: readonly string[];
  readonly since: number;
  readonly resolve: (result: AcceptResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts bodies that come at the same time into one transaction, and a conversation never into two: they
 * would meet in its lane, where MongoDB lets one through and has all others run again, and after an
 * outage, when Facebook delivers everything at once, none would get through in time.
 */
export class IntakeGroups {
  readonly #store: (events: readonly DueEvent[]) => Promise<ReadonlySet<string>>;
  readonly #busy = new Set<string>();
  #waiting: Waiting[] = [];
  #running = 0;

  /** @param store stores all of them or none. @returns the keys that were not known before */
  constructor(store: (events: readonly DueEvent[]) => Promise<ReadonlySet<string>>) {
    this.#store = store;
  }

  /** Resolves when these are stored; they stay behind what came before for the same conversation. */
  add(events: readonly IntakeEvent[], dueAt: Instant): Promise<AcceptResult> {
    const conversations = [...new Set(events.flatMap((event) => event.conversationId ?? []))];
    return new Promise((resolve, reject) => {
      const since = performance.now();
      this.#waiting.push({ events, dueAt, conversations, since, resolve, reject });
      this.#begin();
    });
  }

  #begin(): void {
    while (this.#running < MOST_GROUPS) {
      const group = this.#next();
      if (group.length === 0) return;
      const conversations = group.flatMap((body) => body.conversations);
      for (const id of conversations) this.#busy.add(id);
      this.#running += 1;
      void this.#run(group).then(() => {
        for (const id of conversations) this.#busy.delete(id);
        this.#running -= 1;
        this.#begin();
      });
    }
  }

  #next(): Waiting[] {
    const group: Waiting[] = [];
    const others: Waiting[] = [];
    const taken = new Set(this.#busy);
    let count = 0;
    for (const body of this.#waiting) {
      if (performance.now() - body.since > LONGEST_WAIT_MS) {
        body.reject(new NotInTimeError('what came before'));
        continue;
      }
      const fits = group.length === 0 || count + body.events.length <= MOST_EVENTS;
      if (fits && !body.conversations.some((id) => taken.has(id))) {
        group.push(body);
        count += body.events.length;
      } else {
        others.push(body);
        for (const id of body.conversations) taken.add(id);
      }
    }
    this.#waiting = others;
    return group;
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    try {
      const events = group.flatMap((body) =>
        body.events.map((event) => ({ event, dueAt: body.dueAt })),
      );
      const fresh = new Set(await this.#store(events));
      for (const body of group) {
        // Of two bodies with the same event, the first has brought it.
        const stored = body.events.filter(({ key }) => fresh.delete(key)).length;
        body.resolve({ stored, duplicates: body.events.length - stored });
      }
    } catch (error) {
      // What cannot be stored does its neighbours no harm; what MongoDB refuses now, it refuses to all.
      const refused = error instanceof mongo.MongoError || error instanceof NotInTimeError;
      if (refused || group.length === 1) for (const body of group) body.reject(error);
      else for (const body of group) await this.#run([body]);
    }
  }
}
