import { QueryCache, QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { sessionAnswer, type Member } from '../../../http/session-shapes.ts';
import { call, CallError, setCsrfToken } from '../../../http/web/call.ts';
import { forgetDrafts } from '../thread/drafts.ts';

const ended = new EventTarget();

const isSignedOut = (error: unknown) => error instanceof CallError && error.status === 401;

export const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => isSignedOut(error) && ended.dispatchEvent(new Event('ended')),
  }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (count, error) =>
        error instanceof CallError && (error.status === 0 || error.status >= 500) && count < 3,
      // Live events tell what to read again; this is for what no event told.
      refetchInterval: 60_000,
    },
    mutations: { networkMode: 'always' },
  },
});

export type SessionState =
  | { readonly status: 'asking' }
  | { readonly status: 'out'; readonly timedOut: boolean }
  | { readonly status: 'in'; readonly me: Member };

/** Who is signed in, as the server says: a reload keeps it, a lost session ends it. */
export function useSession() {
  const [state, setState] = useState<SessionState>({ status: 'asking' });
  useEffect(() => {
    const onEnded = () => setState({ status: 'out', timedOut: true });
    ended.addEventListener('ended', onEnded);
    call(sessionAnswer, '/session').then(
      ({ csrfToken, staff }) => {
        setCsrfToken(csrfToken);
        setState({ status: 'in', me: staff });
      },
      () => setState({ status: 'out', timedOut: false }),
    );
    return () => ended.removeEventListener('ended', onEnded);
  }, []);
  const signIn = useCallback(async (username: string, password: string, code?: string) => {
    const body = { username, password, ...(code !== undefined && { code }) };
    const { csrfToken, staff } = await call(sessionAnswer, '/session', { method: 'POST', body });
    setCsrfToken(csrfToken);
    client.clear();
    setState({ status: 'in', me: staff });
  }, []);
  const signOut = useCallback(async () => {
    await call(z.undefined(), '/session', { method: 'DELETE' }).catch(() => undefined);
    forgetDrafts();
    client.clear();
    setState({ status: 'out', timedOut: false });
  }, []);
  return { state, signIn, signOut };
}
