import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../../http/web/call.ts';
import { listOf, messageShape, type MessageView } from '../../shapes.ts';
import { path } from '../reading.ts';
import { FreshLines, type Part } from './fresh-lines.ts';
import { leavesGap, withLines, type LinesPage, type LongThread } from './long-thread.ts';

/** Lines of one read. */
const LINES_PAGE = 50;
/** Lines of a read that has to catch up with many new ones. */
const MORE_LINES = 200;
const RETRY_MS = 2_000;
const messages = listOf(messageShape);
const NONE: readonly MessageView[] = [];

/**
 * A thread from its end backwards. Reading it again costs two pages at most, however many lines the
 * reader has loaded: its latest lines, and those in sight. What changed in others meanwhile, such as
 * by an edit, is read when they come into sight.
 */
export function useThread(id: string) {
  const client = useQueryClient();
  const sight = useRef<Part | null>(null);
  const [fresh] = useState(() => new FreshLines());
  const [loading, setLoading] = useState(false);
  const found = useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) => {
      const known = () => client.getQueryData<LongThread>(keyOf(id));
      const round = fresh.startOver();
      const latest = await readLatest(id, known(), signal).finally(() => fresh.goOn(round));
      fresh.add(round, latest.items);
      const seen = sight.current;
      if (seen === null || fresh.has(seen)) return withLines(known(), latest, null);
      const inSight = await readLines(id, seen.to + 1, lengthOf(seen), signal);
      fresh.add(round, inSight.items);
      return withLines(withLines(known(), latest, null), inSight, seen.to + 1);
    },
  });
  const readMore = useCallback(
    async (before: number, limit: number) => {
      const { round } = fresh;
      const page = await readLines(id, before, limit);
      fresh.add(round, page.items);
      client.setQueryData<LongThread>(keyOf(id), (thread) => withLines(thread, page, before));
    },
    [client, fresh, id],
  );
  const older = found.data?.older ?? null;
  const loadOlder = useCallback(async () => {
    if (older === null || loading) return;
    setLoading(true);
    try {
      await readMore(Number(older), LINES_PAGE);
    } catch {
      // At its top the thread asks again at once.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    } finally {
      setLoading(false);
    }
  }, [older, loading, readMore]);
  /** Told which lines are in sight: what may have changed of them is read again. */
  const see = useCallback(
    (part: Part) => {
      sight.current = part;
      if (fresh.isStarting || fresh.has(part)) return;
      // What fails now is read again with the next change or scrolling.
      readMore(part.to + 1, lengthOf(part)).catch(() => undefined);
    },
    [fresh, readMore],
  );
  const { lines = NONE } = found.data ?? {};
  return { lines, isRead: found.data !== undefined, older, loading, loadOlder, see };
}

export type ThreadReading = ReturnType<typeof useThread>;

const keyOf = (id: string) => ['messages', id];

const lengthOf = ({ from, to }: Part) => Math.min(MORE_LINES, to - from + 1);

/** The last lines, and as many before them as are not known yet. */
async function readLatest(
  id: string,
  known: LongThread | undefined,
  signal: AbortSignal,
): Promise<LinesPage> {
  let latest: LinesPage = await readLines(id, null, LINES_PAGE, signal);
  while (leavesGap(known, latest)) {
    const before = await readLines(id, Number(latest.nextCursor), MORE_LINES, signal);
    latest = { items: [...before.items, ...latest.items], nextCursor: before.nextCursor };
  }
  return latest;
}

/** @param before the place of the first line that is not wanted; null: from the end */
function readLines(id: string, before: number | null, limit: number, signal?: AbortSignal) {
  const cursor = before === null ? '' : `&before=${before}`;
  const from = `/conversations/${path(id)}/messages?limit=${limit}${cursor}`;
  return call(messages, from, signal && { signal });
}
