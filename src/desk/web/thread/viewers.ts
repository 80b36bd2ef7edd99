import { useQuery } from '@tanstack/react-query';
import { call } from '../../../http/web/call.ts';
import { viewersShape, type ViewersView } from '../../conversations/viewer-shapes.ts';
import { path } from '../reading.ts';

const SOONEST_MS = 1_000;
const LATEST_MS = 20_000;
/** So that what ran out has run out for the server too. */
const AFTER_MS = 200;

/** Who else has the conversation open: read again when an event says so, and when a mark runs out. */
export function useViewers(conversation: string): ViewersView['items'] {
  const { data, isError } = useQuery({
    queryKey: ['viewers', conversation],
    queryFn: ({ signal }) => call(viewersShape, presencePath(conversation), { signal }),
    refetchInterval: ({ state }) => againIn(state.data),
  });
  // Whoever cannot ask does not know.
  return data === undefined || isError ? [] : data.items;
}

/** When to look again, in milliseconds. */
export function againIn(view: ViewersView | undefined): number {
  const ends = (view?.items ?? []).map(({ holdsMs }) => holdsMs + AFTER_MS);
  return Math.max(SOONEST_MS, Math.min(LATEST_MS, ...ends));
}

export const presencePath = (conversation: string) =>
  `/conversations/${path(conversation)}/presence`;
