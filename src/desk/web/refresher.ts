const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** How much longer than a read its pause is. Lists change with every event, a thread with its own only. */
const REST = { list: 10, other: 1 };

/** What reads again one thing on the screen, named by its key. */
export interface Reader {
  /**
   * Whether its first read is under way: that may be older than the event, and is not begun anew but
   * waited for.
   */
  isFirstRead(key: readonly string[]): boolean;
  read(key: readonly string[]): Promise<void>;
  /** Whether the case and the files on the screen may be this conversation's. */
  mayShow(conversation: string): boolean;
}

/**
 * Reads again what changed, each thing on its own. A running read is never cut off by the next
 * event (on a busy desk it would never end): it is followed by another one, after a pause that grows
 * with what the read took. So two hundred desks ask a busy server less, and none of them shows less
 * than the newest in the end.
 */
export class Refresher {
  readonly #reader: Reader;
  readonly #running = new Map<string, 'last' | 'again'>();
  #stopped = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** @param change an event's topic and subject, or `all` */
  add(change: string): void {
    for (const key of keysOf(change, this.#reader)) {
      const name = key.join(' ');
      if (this.#running.has(name)) this.#running.set(name, 'again');
      else void this.#run(name, key);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(name: string, key: readonly string[]): Promise<void> {
    do {
      this.#running.set(name, this.#reader.isFirstRead(key) ? 'again' : 'last');
      const from = performance.now();
      await this.#reader.read(key);
      const rest = pauseAfter(key, performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, rest));
    } while (this.#running.get(name) === 'again' && !this.#stopped);
    this.#running.delete(name);
  }
}

/** How long a thing rests before it is read again, in milliseconds. */
export function pauseAfter([first]: readonly string[], tookMs: number): number {
  // Marks on rows: whoever opens a thread changes them for everybody.
  if (first === 'looking') return LONGEST_PAUSE_MS;
  const isList = first === 'conversations' || first === 'counts' || first === 'cases';
  const rest = tookMs * (isList ? REST.list : REST.other);
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, rest));
}

function keysOf(change: string, reader: Reader): string[][] {
  const [topic = '', subject = ''] = change.split(' ');
  switch (topic) {
    case 'all':
      return [[]];
    case 'conversation':
      // A turn may open a case or bring files, which its event does not tell apart.
      return [
        ['conversations'],
        ['counts'],
        ['conversation', subject],
        ['messages', subject],
        ...(reader.mayShow(subject) ? [['case'], ['evidence']] : []),
      ];
    case 'duty':
      return [['duty']];
    case 'thread':
      return [['messages', subject]];
    case 'viewers':
      return [['viewers', subject], ['looking']];
    case 'case':
      return [['case', subject], ['cases'], ['evidence']];
    default:
      return [];
  }
}
