import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { call } from '../../http/web/call.ts';
import { conversationShape } from '../shapes.ts';
import { explain, type Explained } from './problems.ts';
import { path } from './reading.ts';

export type Action = 'claim' | 'release' | 'resolve';
export type ThreadAction = 'take' | 'request' | 'release' | 'pass';

/** What the agent does with one conversation, what is under way, and why the last thing failed. */
export function useDoing(id: string) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Explained | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(
    async (doing: 'claim' | 'other', work: () => Promise<unknown>): Promise<boolean> => {
      setProblem(null);
      setBusy(true);
      try {
        await work();
        return true;
      } catch (error) {
        setProblem(explain(error, doing));
        return false;
      } finally {
        // The agent goes on as soon as the thread shows it; lists and figures may take their time.
        const thread = client.invalidateQueries({ queryKey: ['messages', id] });
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'messages' });
        await thread;
        setBusy(false);
      }
    },
    [client, id],
  );
  const post = useCallback(
    (name: string, body?: object) =>
      attempt(name === 'claim' ? 'claim' : 'other', async () => {
        const address = `/conversations/${path(id)}/${name}`;
        const after = await call(conversationShape, address, {
          method: 'POST',
          ...(body && { body }),
        });
        client.setQueryData(['conversation', id], after);
      }),
    [attempt, client, id],
  );
  const resend = useCallback(
    (messageId: string) =>
      attempt('other', () =>
        call(z.undefined(), `/conversations/${path(id)}/messages/${path(messageId)}/resend`, {
          method: 'POST',
        }),
      ),
    [attempt, id],
  );
  return {
    problem,
    busy,
    dismiss: () => setProblem(null),
    act: (action: Action) => post(action),
    thread: (action: ThreadAction) => post('thread-control', { action }),
    snooze: (until: string | null) => post('snooze', { until }),
    transfer: (assignee: string) => post('transfer', { assignee }),
    write: (mode: 'reply' | 'note', text: string) =>
      post(mode === 'reply' ? 'messages' : 'notes', { text }),
    sendFile: (file: File) =>
      attempt('other', () =>
        call(conversationShape, `/conversations/${path(id)}/attachments?name=${path(file.name)}`, {
          method: 'POST',
          file,
        }),
      ),
    withdraw: (messageId: string) => post(`messages/${path(messageId)}/withdraw`),
    resend,
  };
}

export type Doing = ReturnType<typeof useDoing>;
