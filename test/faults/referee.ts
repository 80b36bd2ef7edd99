import { setTimeout as pause } from 'node:timers/promises';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { ThreadMessage } from '../../src/domain/message.ts';
import { conversationOf } from '../../src/messenger/events.ts';
import type { ReadStore } from '../../src/ports.ts';
import type { Deed } from './crowd.ts';
import type { Posted } from './feeder.ts';
import { PAGE, type Receipt } from './wild-graph.ts';

/** A send that was begun before the store knew better has reached Graph by then. */
const ON_ITS_WAY_MS = 300;
const WHOLE_THREAD = 100_000;

export interface Verdict {
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  readonly breaches: readonly string[];
}

/** Holds what the store has against what Facebook gave and what Graph got. */
export class Referee {
  readonly #breaches: string[] = [];
  #lost = 0;
  #disordered = 0;
  /** Messages that the store knew as sent, and when that was seen. */
  readonly #certain = new Map<string, number>();

  /**
   * Notes what the store knows as sent by now: from here on, sending it once more is a breach.
   * @param tick asked once all is read and what was on its way has come: the server goes on sending
   * meanwhile, and Graph, in this process, takes nothing up while threads are read
   */
  async note(store: ReadStore, receipts: readonly Receipt[], tick: () => number): Promise<void> {
    const doubtful = new Set(
      receipts.flatMap(({ metadata, psid }) => (this.#certain.has(metadata) ? [] : psid)),
    );
    const sent: string[] = [];
    for (const psid of doubtful) {
      for (const line of await threadOf(store, psid)) {
        if (line.direction === 'out' && line.delivery.status === 'sent') sent.push(line.id);
      }
    }
    await pause(ON_ITS_WAY_MS);
    const now = tick();
    for (const id of sent) if (!this.#certain.has(id)) this.#certain.set(id, now);
  }

  async judge(options: {
    readonly store: ReadStore;
    readonly people: readonly string[];
    readonly deeds: readonly Deed[];
    /** The bodies that each deed came in, by its `mid`. */
    readonly bodies: ReadonlyMap<string, readonly Posted[]>;
    readonly receipts: readonly Receipt[];
    /** Messages for which the server says that it got no answer in time. */
    readonly unanswered?: ReadonlySet<string>;
  }): Promise<Verdict> {
    const { store, people, deeds, bodies, receipts, unanswered = new Set() } = options;
    for (const psid of people) {
      const thread = await threadOf(store, psid);
      const own = deeds.filter((deed) => deed.psid === psid);
      const got = receipts.filter((receipt) => receipt.psid === psid);
      this.#everyDeedOnce(own, thread);
      this.#inOrder(own, bodies, thread);
      this.#everyReplySent(thread, got);
      this.#repliesInOrder(thread, got, unanswered);
      this.#nobodyElseWrote(psid, thread);
      if (own.length > 0 && !thread.some(({ author }) => author.kind === 'bot')) {
        this.#breach(`${psid} got no answer at all`);
      }
    }
    return {
      lost: this.#lost,
      doubled: this.#doubled(receipts, unanswered),
      disordered: this.#disordered,
      breaches: this.#breaches,
    };
  }

  #everyDeedOnce(deeds: readonly Deed[], thread: readonly ThreadMessage[]): void {
    const mids = thread.flatMap((line) => (line.direction === 'in' ? (line.mid ?? '') : []));
    for (const { mid } of deeds) {
      const times = mids.filter((other) => other === mid).length;
      if (times === 0) this.#lost += 1;
      if (times !== 1) this.#breach(`${mid} is in the thread ${times} times`);
    }
    if (mids.length > deeds.length) this.#breach('The thread has more than was written.');
    thread.forEach(({ seq }, index) => {
      if (seq !== index + 1) this.#breach(`line ${seq} stands at place ${index + 1}`);
    });
  }

  /** What was stored before something younger is in the thread before it. */
  #inOrder(
    deeds: readonly Deed[],
    bodies: ReadonlyMap<string, readonly Posted[]>,
    thread: readonly ThreadMessage[],
  ): void {
    const place = new Map(
      thread.flatMap((line) => (line.direction === 'in' ? [[line.mid, line.seq] as const] : [])),
    );
    const stored = (mid: string) => {
      const ways = bodies.get(mid) ?? [];
      return {
        ways,
        earliest: Math.min(...ways.map(({ firstSent }) => firstSent)),
        latest: Math.min(...ways.map(({ acknowledged }) => acknowledged ?? Infinity)),
      };
    };
    const byTime = deeds.toSorted((a, b) => a.at - b.at);
    byTime.forEach((older, index) => {
      const first = stored(older.mid);
      for (const younger of byTime.slice(index + 1)) {
        const second = stored(younger.mid);
        const [alone] = first.ways;
        const together = first.ways.length === 1 && second.ways.length === 1;
        const same = together && alone === second.ways[0];
        if (!same && first.latest >= second.earliest) continue;
        if ((place.get(older.mid) ?? 0) < (place.get(younger.mid) ?? Infinity)) continue;
        this.#disordered += 1;
        this.#breach(`${older.mid} stands behind ${younger.mid}, which is younger`);
      }
    });
  }

  #everyReplySent(thread: readonly ThreadMessage[], receipts: readonly Receipt[]): void {
    const arrived = new Map(receipts.map((receipt) => [receipt.metadata, receipt]));
    for (const line of thread) {
      if (line.direction !== 'out') continue;
      const receipt = arrived.get(line.id);
      if (receipt === undefined) {
        this.#lost += 1;
        this.#breach(`${line.id} never reached Graph`);
      } else if ('text' in line.content && receipt.text !== '') {
        if (receipt.text !== line.content.text) this.#breach(`${line.id} arrived as another text`);
      }
      if (line.delivery.status !== 'sent') this.#breach(`${line.id} is ${line.delivery.status}`);
      arrived.delete(line.id);
    }
    for (const id of arrived.keys()) this.#breach(`${id} was sent and is not in the thread`);
  }

  /**
   * A message may come again right behind itself; never behind a later one. Except a request that the
   * server had given up for want of an answer, and that Graph takes up all the same, however late.
   */
  #repliesInOrder(
    thread: readonly ThreadMessage[],
    receipts: readonly Receipt[],
    unanswered: ReadonlySet<string>,
  ): void {
    const known = new Set<string>();
    const place = new Map<string, number>(thread.map(({ id, seq }) => [id, seq]));
    let last = 0;
    for (const { metadata } of receipts) {
      const seq = place.get(metadata) ?? 0;
      const late = known.has(metadata) && unanswered.has(metadata);
      known.add(metadata);
      if (seq < last && !late) {
        this.#disordered += 1;
        this.#breach(`${metadata} was sent behind a later message`);
      }
      last = Math.max(last, seq);
    }
  }

  #nobodyElseWrote(psid: string, thread: readonly ThreadMessage[]): void {
    for (const { content } of thread) {
      if (content.kind === 'notice' && content.notice.kind === 'answered_elsewhere') {
        this.#breach(`an echo of ours counted as somebody else's for ${psid}`);
      }
    }
  }

  /** How many were sent again; each needs an outcome that nobody could know. */
  #doubled(receipts: readonly Receipt[], unanswered: ReadonlySet<string>): number {
    const before = new Map<string, Receipt>();
    let doubled = 0;
    for (const receipt of receipts) {
      const { metadata, process, tick } = receipt;
      const known = before.get(metadata);
      before.set(metadata, receipt);
      if (known === undefined) continue;
      doubled += 1;
      const certain = this.#certain.get(metadata);
      if (certain !== undefined && certain < tick) {
        this.#breach(`${metadata} was sent again although the store knew it as sent`);
      } else if (known.process === process && known.answered && !unanswered.has(metadata)) {
        this.#breach(`${metadata} was sent twice by one process, with an answer in between`);
      }
    }
    return doubled;
  }

  #breach(what: string): void {
    this.#breaches.push(what);
  }
}

function threadOf(store: ReadStore, psid: string): Promise<readonly ThreadMessage[]> {
  const id: ConversationId = conversationOf(PAGE, psid);
  return store.messages(id, { before: null, limit: WHOLE_THREAD });
}
