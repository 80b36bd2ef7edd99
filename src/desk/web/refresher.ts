import type { ChangeEvent } from '../shapes.ts';

const SHORTEST_PAUSE_MS = { list: 250, other: 100 };
const LONGEST_PAUSE_MS = 2_000;
/** How much longer than a read its pause is. Lists change with every event, a thread with its own only. */
const REST = { list: 10, other: 1 };

/** What shows in which list a conversation is. */
const MOVING = ['conversations', 'counts'];

/** What reads again one thing on the screen, named by its key. */
export interface Reader {
  /**
   * Whether its first read is under way: that may be older than the event, and is not begun anew but
   * waited for.
   */
  isFirstRead(key: readonly string[]): boolean;
  read(key: readonly string[]): Promise<void>;
  /** Whether this member has the conversation, as far as was read. */
  isMine(conversation: string): boolean;
  /** Whether a list on the screen shows it, or would now; it is in the same lists as before. */
  mayList(conversation: string, isMine: boolean): boolean;
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
  /** How often a conversation may have gone into other lists, and how much of that each read knew. */
  #moves = 0;
  readonly #known = new Map<string, number>();
  #stopped = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  add(change: ChangeEvent | 'all'): void {
    for (const key of this.#keysOf(change)) {
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
      const moves = this.#moves;
      await this.#reader.read(key);
      for (const read of name === '' ? MOVING : [name]) this.#known.set(read, moves);
      const rest = pauseAfter(key, performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, rest));
    } while (this.#running.get(name) === 'again' && !this.#stopped);
    this.#running.delete(name);
  }

  #keysOf(change: ChangeEvent | 'all'): string[][] {
    if (change === 'all') {
      this.#moves += 1;
      return [[]];
    }
    const { topic, subject } = change;
    switch (topic) {
      case 'conversation':
        if (change.sameLists !== true) this.#moves += 1;
        // A turn may open a case or bring files, which its event does not tell apart.
        return [
          ...this.#listsOf(change),
          ['conversation', subject],
          ['messages', subject],
          ...(this.#reader.mayShow(subject) ? [['case'], ['evidence']] : []),
        ];
      case 'duty':
        return [['duty']];
      case 'thread':
        return [['messages', subject]];
      case 'viewers':
        return [['viewers', subject], ['looking']];
      case 'case':
        return [['case', subject], ['cases'], ['evidence']];
      case 'faq':
      case 'page':
        return [];
    }
  }

  #listsOf({ subject, sameLists }: ChangeEvent): string[][] {
    // What was read before somebody took it does not tell who has it.
    const knows = (name: string) =>
      sameLists === true && (this.#known.get(name) ?? 0) === this.#moves;
    const isMine = !knows('counts') || this.#reader.isMine(subject);
    const isListed = !knows('conversations') || this.#reader.mayList(subject, isMine);
    return [...(isListed ? [['conversations']] : []), ...(isMine ? [['counts']] : [])];
  }
}

/** How long a thing rests before it is read again, in milliseconds. */
export function pauseAfter([first]: readonly string[], tookMs: number): number {
  // Marks on rows: whoever opens a thread changes them for everybody.
  if (first === 'looking') return LONGEST_PAUSE_MS;
  const isList = first === 'conversations' || first === 'counts' || first === 'cases';
  const kind = isList ? 'list' : 'other';
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS[kind], tookMs * REST[kind]));
}
