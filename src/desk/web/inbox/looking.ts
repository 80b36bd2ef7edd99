import { useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import { lookingShape } from '../../conversations/viewer-shapes.ts';

/** Nothing tells when a mark has run out: it is looked at again. */
const AGAIN_MS = 20_000;
const NOBODY: ReadonlyMap<string, string> = new Map();

/** The names of the colleagues who have a conversation open, by its id. */
export function useLooking(): ReadonlyMap<string, string> {
  const { data, isError } = useQuery({
    queryKey: ['looking'],
    queryFn: ({ signal }) => call(lookingShape, '/viewers', { signal }),
    refetchInterval: AGAIN_MS,
    select: byConversation,
  });
  return data === undefined || isError ? NOBODY : data;
}

function byConversation(found: {
  readonly items: readonly { readonly conversationId: string; readonly name: string }[];
}): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { conversationId, name } of found.items) {
    const before = names.get(conversationId);
    names.set(conversationId, before === undefined ? name : `${before}, ${name}`);
  }
  return names;
}
