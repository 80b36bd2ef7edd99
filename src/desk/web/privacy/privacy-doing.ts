import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '../../../http/web/call.ts';
import { erasureRequestShape, erasureShape } from '../../privacy/privacy-shapes.ts';
import { listOf } from '../../shapes.ts';
import { useAttempt } from '../cases/case-changing.ts';
import { path } from '../reading.ts';

const requests = listOf(erasureRequestShape);

/** People who asked to be erased. */
export function useErasureRequests() {
  return useQuery({
    queryKey: ['erasure-requests'],
    queryFn: ({ signal }) => call(requests, '/erasure-requests', { signal }),
  });
}

/** Whether this person asked for it, and what stands in the way. */
export function useErasure(conversation: string) {
  return useQuery({
    queryKey: ['conversation', conversation, 'erasure'],
    queryFn: ({ signal }) =>
      call(erasureShape, `/conversations/${path(conversation)}/erasure`, { signal }),
  });
}

const told = z.object({ told: z.boolean() });

/** Erases a person, or answers that nothing is erased. */
export function useErasing(conversation: string) {
  const { attempt, ...state } = useAttempt();
  const place = `/conversations/${path(conversation)}`;
  return {
    ...state,
    erase: async () =>
      (await attempt(() => call(z.unknown(), `${place}/erase`, { method: 'POST' }))) !== null,
    /** @returns whether the person could be told; null: it could not be done */
    answer: async (answer: object) => {
      const body = { answer };
      const done = await attempt(() =>
        call(told, `${place}/erasure/answer`, { method: 'POST', body }),
      );
      return done?.told ?? null;
    },
  };
}

/** Where everything about a person is downloaded. */
export const exportOf = (conversation: string) => `/api/conversations/${path(conversation)}/export`;
