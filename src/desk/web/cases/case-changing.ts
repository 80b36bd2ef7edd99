import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../http/web/call.ts';
import { openedCaseShape } from '../../cases/case-shapes.ts';
import { caseShape, conversationShape, listOf } from '../../shapes.ts';
import { explain, type Explained } from '../problems.ts';
import { path } from '../reading.ts';

/** Something that is done to a case or a conversation: whether it is under way, and why it failed last. */
export function useAttempt() {
  const client = useQueryClient();
  const [problem, setProblem] = useState<Explained | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    setProblem(null);
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      setProblem(explain(error, 'other'));
      return null;
    } finally {
      await client.invalidateQueries();
      setBusy(false);
    }
  };
  return { attempt, problem, busy };
}

/** Opens cases. `secret`: of the last one, when it has to be told by the officer. */
export function useNewCase() {
  const { attempt, ...state } = useAttempt();
  const [secret, setSecret] = useState<string | null>(null);
  const open = async (body: object): Promise<string | null> => {
    const opened = await attempt(() => call(openedCaseShape, '/cases', { method: 'POST', body }));
    if (opened === null) return null;
    setSecret(opened.secret);
    return opened.case.reference;
  };
  return { ...state, open, secret };
}

/** Ties conversations to a case and unties them. */
export function useCaseLinks(reference: string) {
  const { attempt, ...state } = useAttempt();
  const place = `/cases/${path(reference)}/conversations`;
  return {
    ...state,
    link: async (conversation: string) =>
      (await attempt(() => call(caseShape, place, { method: 'POST', body: { conversation } }))) !==
      null,
    unlink: async (id: string) =>
      (await attempt(() => call(caseShape, `${place}/${path(id)}`, { method: 'DELETE' }))) !== null,
  };
}

const conversations = listOf(conversationShape);
const cases = listOf(caseShape);

/** What a search finds to tie to a case; nothing while it is empty. */
export function useLinkable(of: 'conversation' | 'case', q: string) {
  const query = `limit=10&q=${path(q)}`;
  const chats = useQuery({
    queryKey: ['conversations', 'linkable', q],
    queryFn: ({ signal }) => call(conversations, `/conversations?${query}`, { signal }),
    enabled: of === 'conversation' && q !== '',
  });
  const records = useQuery({
    queryKey: ['cases', 'linkable', q],
    queryFn: ({ signal }) => call(cases, `/cases?${query}`, { signal }),
    enabled: of === 'case' && q !== '',
  });
  return {
    conversations: (q !== '' && chats.data?.items) || [],
    cases: (q !== '' && records.data?.items) || [],
  };
}
