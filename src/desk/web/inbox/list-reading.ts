import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../../http/web/call.ts';
import { listedShape, listOf } from '../../shapes.ts';
import { withPage, type LongList } from './long-list.ts';
import { LISTS } from './lists.ts';
import type { ListFilter, ListName } from './place.ts';

/** Rows of one read. */
export const LIST_PAGE = 50;
/** Rows of a read further down: whoever scrolls wants many. */
const MORE_ROWS = 100;
const RETRY_MS = 2_000;
const listed = listOf(listedShape);

/**
 * One list of conversations; a search looks through all of them. Reading it again costs two pages at
 * most, however far somebody has scrolled: its beginning, and what is in sight.
 */
export function useConversations(list: ListName, filter: ListFilter) {
  const client = useQueryClient();
  const asked = queryOf(list, filter);
  const oldestFirst = filter.q === '' && list === 'queue';
  const queryKey = ['conversations', asked];
  /** The cursor above what is in sight; null: that is at the list's beginning. */
  const sight = useRef<{ asked: string; above: string | null }>({ asked, above: null });
  const [fetchingMore, setFetchingMore] = useState(false);
  const read = async (after: string | null, limit: number, signal?: AbortSignal) => {
    const cursor = after === null ? '' : `&cursor=${encodeURIComponent(after)}`;
    const path = `/conversations?limit=${limit}&${asked}${cursor}`;
    const page = await call(listed, path, signal && { signal });
    return (before: LongList | undefined) => withPage(before, page, { after, oldestFirst });
  };
  const found = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const above = sight.current.asked === asked ? sight.current.above : null;
      const [head, seen] = await Promise.all([
        read(null, LIST_PAGE, signal),
        above === null ? null : read(above, LIST_PAGE, signal),
      ]);
      const whole = head(client.getQueryData<LongList>(queryKey));
      return seen === null ? whole : seen(whole);
    },
  });
  const end = found.data?.end ?? null;
  const more = async () => {
    if (end === null || fetchingMore) return;
    setFetchingMore(true);
    try {
      const put = await read(end, MORE_ROWS);
      client.setQueryData<LongList>(queryKey, (before) => put(before));
    } catch {
      // Near the end the list asks again at once.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    } finally {
      setFetchingMore(false);
    }
  };
  const see = useCallback(
    (above: string | null) => {
      if (sight.current.asked === asked && sight.current.above === above) return;
      sight.current = { asked, above };
      // What has been out of sight may have changed meanwhile.
      if (above !== null) void client.invalidateQueries({ queryKey: ['conversations', asked] });
    },
    [client, asked],
  );
  const { data, error, isPending } = found;
  return { asked, rows: data?.rows ?? NONE, end, more, fetchingMore, see, error, isPending };
}

const NONE: LongList['rows'] = [];

function queryOf(list: ListName, { type, urgentOnly, q }: ListFilter): string {
  const parts = [
    q === '' ? LISTS[list] : `q=${encodeURIComponent(q)}`,
    ...(type === null ? [] : [`type=${type}`]),
    ...(urgentOnly ? ['urgency=urgent'] : []),
  ];
  return parts.join('&');
}
