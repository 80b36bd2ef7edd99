import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../http/web/call.ts';
import {
  caseShape,
  colleagueShape,
  conversationShape,
  countsShape,
  evidenceListShape,
  listOf,
} from '../shapes.ts';

const colleagues = listOf(colleagueShape);

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
