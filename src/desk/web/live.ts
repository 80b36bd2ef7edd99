import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { changeEvent } from '../shapes.ts';

const PAUSE_MS = 100;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

/**
 * Keeps what is on the screen the same as what is stored. Events only say what to read again, and
 * every (re)connection reads everything again: nothing that happened meanwhile can be missed.
 * @returns whether the connection stands
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const refresher = new Refresher(client);
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wait = FIRST_RETRY_MS;
    const connect = () => {
      source = new EventSource('/api/events');
      source.addEventListener('open', () => {
        wait = FIRST_RETRY_MS;
        setConnected(true);
        refresher.add('all');
      });
      source.addEventListener('change', ({ data }: MessageEvent<string>) => {
        const change = changeEvent.safeParse(JSON.parse(data));
        if (change.success) refresher.add(`${change.data.topic} ${change.data.subject}`);
      });
      source.addEventListener('error', () => {
        setConnected(false);
        // A refused connection does not come back by itself, unlike a broken one.
        if (source?.readyState !== EventSource.CLOSED) return;
        refresher.add('all');
        timer = setTimeout(connect, wait);
        wait = Math.min(LONGEST_RETRY_MS, wait * 2);
      });
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(timer);
      refresher.stop();
    };
  }, [client]);
  return connected;
}

/**
 * Reads again what changed, each thing on its own. A running read is never cut off by the next
 * event (on a busy desk it would never end): it is followed by another one.
 */
class Refresher {
  readonly #client: QueryClient;
  readonly #running = new Map<string, 'last' | 'again'>();
  #stopped = false;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  add(change: string): void {
    for (const key of keysOf(change)) {
      const name = key.join(' ');
      if (this.#running.has(name)) this.#running.set(name, 'again');
      else void this.#run(name, key);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(name: string, queryKey: string[]): Promise<void> {
    do {
      // A screen's first read that is under way may be older than the event, and is not begun anew
      // but waited for: it needs another one behind it.
      const firstReads = this.#client.getQueryCache().findAll({
        queryKey,
        fetchStatus: 'fetching',
        predicate: ({ state }) => state.data === undefined,
      });
      this.#running.set(name, firstReads.length > 0 ? 'again' : 'last');
      await this.#client.invalidateQueries({ queryKey });
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    } while (this.#running.get(name) === 'again' && !this.#stopped);
    this.#running.delete(name);
  }
}

function keysOf(change: string): string[][] {
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
        ['case'],
        ['evidence'],
      ];
    case 'duty':
      return [['duty']];
    case 'thread':
      return [['messages', subject]];
    case 'case':
      return [['case', subject], ['cases'], ['evidence']];
    default:
      return [];
  }
}
