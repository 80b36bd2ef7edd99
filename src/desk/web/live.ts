import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { changeEvent, type Counts } from '../shapes.ts';
import { mayChange } from './inbox/lists.ts';
import type { LongList } from './inbox/long-list.ts';
import { Refresher, type Reader } from './refresher.ts';

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
    const refresher = new Refresher(readerOf(client));
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
        if (change.success) refresher.add(change.data);
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

function readerOf(client: QueryClient): Reader {
  return {
    isFirstRead(queryKey) {
      const reads = client.getQueryCache().findAll({
        queryKey,
        fetchStatus: 'fetching',
        predicate: ({ state }) => state.data === undefined,
      });
      return reads.length > 0;
    },
    isMine(conversation) {
      const mine = client.getQueryData<Counts>(['counts'])?.mineIds ?? null;
      return mine === null || mine.includes(conversation);
    },
    mayList(conversation, isMine) {
      const lists = client.getQueriesData<LongList>({
        queryKey: ['conversations'],
        type: 'active',
      });
      return lists.some(([[, asked], list]) =>
        mayChange(String(asked), list, conversation, isMine),
      );
    },
    mayShow(conversation) {
      const open = client.getQueryCache().findAll({ queryKey: ['conversation'], type: 'active' });
      return open.length === 0 || open.some(({ queryKey }) => queryKey[1] === conversation);
    },
    read: (queryKey) => client.invalidateQueries({ queryKey }),
  };
}
