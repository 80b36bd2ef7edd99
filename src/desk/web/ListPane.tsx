import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_COUNTED } from '../../domain/conversation.ts';
import type { Member } from '../../http/session-shapes.ts';
import type { ConversationView } from '../shapes.ts';
import classes from './desk.module.css';
import { DeskMenu } from './DeskMenu.tsx';
import { LISTS, type ListName, type Place } from './place.ts';
import { explain } from './problems.ts';
import { useConversations, useCounts } from './reading.ts';
import { Row } from './Row.tsx';

/** The server counts no further: what is above it is not known. */
const counted = (number: number) =>
  number < MOST_COUNTED ? String(number) : `${MOST_COUNTED - 1}+`;

/** The lists of conversations, their counts and the search through all of them. */
export function ListPane(props: {
  me: Member;
  place: Place;
  go: (next: Partial<Place>) => void;
  onRows: (rows: readonly ConversationView[]) => void;
  onHelp: () => void;
  onSignOut: () => void;
}) {
  const { me, place, go, onRows } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const counts = useCounts();
  const found = useConversations(place.list, search);
  const rows = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data]);
  useEffect(() => onRows(rows), [rows, onRows]);
  const waiting = counts.data?.queue ?? 0;
  useEffect(() => {
    // In the browser's tab, so that somebody who works elsewhere sees who waits.
    document.title = `${waiting > 0 ? `(${counted(waiting)}) ` : ''}${t('title')} · 1212 OCC`;
  }, [waiting, t]);

  const count = (list: ListName) => {
    if (counts.data === undefined || list === 'resolved') return null;
    const { mine, queue, bot, agent } = counts.data;
    return { mine, queue, bot, all: queue + bot + agent }[list];
  };
  const tabs = LISTS.map((list) => {
    const number = count(list);
    return {
      value: list,
      label:
        number === null || number === 0
          ? t(`list.${list}`)
          : `${t(`list.${list}`)} ${counted(number)}`,
    };
  });
  const empty = search === '' ? `list.empty_${place.list}` : 'list.empty_search';
  const problem = found.error === null ? null : explain(found.error, 'other');
  return (
    <nav className={classes['list']} aria-label={t('list.label')}>
      <div className={classes['bar']}>
        <Text fw={600} className={classes['grow']} truncate>
          {t('title')}
        </Text>
        <DeskMenu me={me} onHelp={props.onHelp} onSignOut={props.onSignOut} />
      </div>
      <div style={{ padding: 8 }}>
        <TextInput
          type="search"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          mb={8}
        />
        {search === '' ? (
          <SegmentedControl
            fullWidth
            size="xs"
            styles={{ label: { paddingInline: 2 } }}
            data={tabs}
            value={place.list}
            onChange={(value) => {
              const list = LISTS.find((name) => name === value);
              if (list !== undefined) go({ list });
            }}
            aria-label={t('list.label')}
          />
        ) : (
          <Text size="sm" c="dimmed" aria-live="polite">
            {t('list.results')}: {rows.length}
            {found.hasNextPage ? '+' : ''}
          </Text>
        )}
      </div>
      {rows.length === 0 && !found.isPending && (
        <Text size="sm" c="dimmed" ta="center" p="lg">
          {problem === null ? t(empty) : t(problem.key, problem.values)}
        </Text>
      )}
      <ul className={classes['rows']}>
        {rows.map((item) => (
          <li key={item.id}>
            <Row
              item={item}
              me={me}
              chosen={item.id === place.conversation}
              onChoose={() => go({ conversation: item.id, pane: 'thread' })}
            />
          </li>
        ))}
        {found.hasNextPage && (
          <li>
            <Group justify="center" p="sm">
              <Button
                size="xs"
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {t('list.more')}
              </Button>
            </Group>
          </li>
        )}
      </ul>
    </nav>
  );
}
