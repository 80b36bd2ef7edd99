import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../../http/web/call.ts';
import {
  caseShape,
  colleagueShape,
  conversationShape,
  countsShape,
  evidenceListShape,
  listOf,
  messageShape,
} from '../shapes.ts';
import type { ListName } from './place.ts';

const conversations = listOf(conversationShape);
const messages = listOf(messageShape);
const colleagues = listOf(colleagueShape);

const FILTERS: Readonly<Record<ListName, string>> = {
  mine: 'control=agent&assignee=me&resolved=false',
  queue: 'control=queue&resolved=false',
  bot: 'control=bot&resolved=false',
  all: 'resolved=false',
  resolved: 'resolved=true',
};

/** One list of conversations; a search looks through all of them. */
export function useConversations(list: ListName, search: string) {
  const filter = search === '' ? FILTERS[list] : `q=${encodeURIComponent(search)}`;
  return useInfiniteQuery({
    queryKey: ['conversations', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(conversations, `/conversations?limit=30&${filter}${cursor('cursor', pageParam)}`, {
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ['counts'],
    queryFn: ({ signal }) => call(countsShape, '/conversation-counts', { signal }),
  });
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => call(conversationShape, `/conversations/${path(id)}`, { signal }),
  });
}

/** The thread from its end backwards; the first page holds the latest lines. */
export function useMessages(id: string) {
  return useInfiniteQuery({
    queryKey: ['messages', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(messages, `/conversations/${path(id)}/messages?limit=50${cursor('before', pageParam)}`, {
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function useCase(reference: string | null) {
  return useQuery({
    queryKey: ['case', reference],
    queryFn: ({ signal }) => call(caseShape, `/cases/${path(reference ?? '')}`, { signal }),
    enabled: reference !== null,
    placeholderData: keepPreviousData,
  });
}

/** The files of a case, or of the conversation while it has none. */
export function useEvidence(conversation: string, reference: string | null) {
  const owner =
    reference === null ? `/conversations/${path(conversation)}` : `/cases/${path(reference)}`;
  return useQuery({
    queryKey: ['evidence', owner],
    queryFn: ({ signal }) => call(evidenceListShape, `${owner}/evidence`, { signal }),
  });
}

export function useColleagues(enabled: boolean) {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call(colleagues, '/staff', { signal }),
    enabled,
  });
}

/** Where a file of a conversation can be fetched. */
export function contentOf(conversation: string, evidenceId: string): string {
  return `/api/conversations/${path(conversation)}/evidence/${path(evidenceId)}/content`;
}

export const path = (text: string) => encodeURIComponent(text);

const cursor = (name: string, value: string) => (value === '' ? '' : `&${name}=${path(value)}`);
