import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { EVENTS } from './api.ts';

/**
 * Reads a thread anew whenever the server says that it changed. These people count as looking at
 * their threads, so what comes is read.
 * @returns whether the stream stands
 */
export function useLiveThreads(open: readonly string[]): boolean {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const psids = open.join(',');
  useEffect(() => {
    const stream = new EventSource(`${EVENTS}?open=${psids}`);
    stream.onopen = () => {
      setConnected(true);
      // Whatever happened between two streams.
      void client.invalidateQueries();
    };
    stream.onerror = () => setConnected(false);
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      const { psid } = JSON.parse(event.data) as { psid: string };
      void client.invalidateQueries({ queryKey: ['people'] });
      void client.invalidateQueries({ queryKey: ['thread', psid] });
    });
    return () => stream.close();
  }, [client, psids]);
  return isConnected;
}
