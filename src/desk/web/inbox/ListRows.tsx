import { Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../http/session-shapes.ts';
import type { ListedView } from '../../shapes.ts';
import classes from '../desk.module.css';
import { LIST_PAGE } from './list-reading.ts';
import { useLooking } from './looking.ts';
import { Row } from './Row.tsx';

const ROW_HEIGHT = 96;
/** Rows that are kept ready above and below: the keys for next and previous find them there. */
const READY = 8;
const NEAR_END = 30;

/** The rows of a list, of which only those in sight are drawn; more are read as the reader nears the end. */
export function ListRows(props: {
  rows: readonly ListedView[];
  /** Whether this is the whole list. */
  whole: boolean;
  me: Member;
  chosen: string | null;
  loading: boolean;
  onChoose: (id: string) => void;
  onNearEnd: () => void;
  /** Told the cursor above what is in sight; null: it is within the first page. */
  onSee: (above: string | null) => void;
}) {
  const { rows, whole, me, chosen, loading, onChoose, onNearEnd } = props;
  const { t } = useTranslation();
  const looking = useLooking();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: READY,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;

  const nearEnd = !whole && !loading && last >= rows.length - NEAR_END;
  useEffect(() => {
    if (nearEnd) onNearEnd();
  }, [nearEnd, rows.length, onNearEnd]);
  const see = useDebouncedCallback(props.onSee, 300);
  const above = last < LIST_PAGE ? null : (rows[first - 1]?.cursor ?? null);
  useEffect(() => see(above), [above, see]);

  const at = chosen === null ? -1 : rows.findIndex(({ id }) => id === chosen);
  const isChosenThere = at >= 0;
  useEffect(() => {
    if (isChosenThere) virtual.scrollToIndex(at, { align: 'auto' });
    // Not when it only moves within the list: the reader may have scrolled away from it.
  }, [chosen, isChosenThere]);

  return (
    <div ref={box} className={classes['rows']} data-testid="desk-rows">
      <ul className={classes['rowsInner']} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start, key }) => {
          const item = rows[index];
          if (item === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={whole ? rows.length : -1}
              className={classes['rowPlace']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row
                item={item}
                me={me}
                lookers={looking.get(item.id) ?? null}
                chosen={item.id === chosen}
                onChoose={() => onChoose(item.id)}
              />
            </li>
          );
        })}
      </ul>
      {loading && (
        <Text size="xs" c="dimmed" ta="center" p={4} role="status">
          {t('list.loading')}
        </Text>
      )}
    </div>
  );
}
