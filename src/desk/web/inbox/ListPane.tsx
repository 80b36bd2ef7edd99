import { SegmentedControl, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_COUNTED } from '../../../domain/conversation.ts';
import type { Member } from '../../../http/session-shapes.ts';
import type { ConversationView } from '../../shapes.ts';
import classes from '../desk.module.css';
import { DeskMenu } from '../DeskMenu.tsx';
import { HandOvers } from './HandOvers.tsx';
import { ListFilters } from './ListFilters.tsx';
import { ListRows } from './ListRows.tsx';
import { useConversations } from './list-reading.ts';
import { LISTS, type ListName, type Place } from './place.ts';
import { explain } from '../problems.ts';
import { useCounts } from '../reading.ts';

/** The server counts no further: what is above it is not known. */
const counted = (number: number) =>
  number < MOST_COUNTED ? String(number) : `${MOST_COUNTED - 1}+`;

/** The lists of conversations, their counts and the search through all of them. */
export function ListPane(props: {
  me: Member;
  place: Place;
  go: (next: Partial<Place>, how?: 'push' | 'replace') => void;
  onRows: (rows: readonly ConversationView[]) => void;
  onHelp: () => void;
  onSignOut: () => void;
}) {
  const { me, place, go, onRows } = props;
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const counts = useCounts();
  const found = useConversations(place.list, place);
  const { rows } = found;
  // Before they are drawn: a key goes through the rows that somebody sees.
  useLayoutEffect(() => onRows(rows), [rows, onRows]);
  const waiting = counts.data?.queue ?? 0;
  useEffect(() => {
    // In the browser's tab, so that somebody who works elsewhere sees who waits.
    document.title = `${waiting > 0 ? `(${counted(waiting)}) ` : ''}${t('title')} · 1212 OCC`;
  }, [waiting, t]);

  const count = (list: ListName) => {
    if (counts.data === undefined || list === 'resolved') return null;
    const { mine, snoozed, queue, bot, agent } = counts.data;
    return { mine, snoozed, queue, bot, all: queue + bot + agent }[list];
  };
  // A tab of its own only while something is laid aside: the row is narrow.
  const shown = LISTS.filter(
    (list) => list !== 'snoozed' || place.list === list || (counts.data?.snoozed ?? 0) > 0,
  );
  const tabs = shown.map((list) => {
    const number = count(list);
    const label =
      number === null || number === 0
        ? t(`list.${list}`)
        : `${t(`list.${list}`)} ${counted(number)}`;
    const unread = list === 'mine' ? (counts.data?.mineUnread ?? 0) : 0;
    return { value: list, label: unread === 0 ? label : <WithNews label={label} of={unread} /> };
  });
  const empty =
    place.q === '' && place.type === null && !place.urgentOnly
      ? `list.empty_${place.list}`
      : 'list.empty_search';
  const problem = found.error === null ? null : explain(found.error, 'other');
  return (
    <nav className={classes['list']} aria-label={t('list.label')}>
      <div className={classes['bar']}>
        <Text fw={600} className={classes['grow']} truncate>
          {t('title')}
        </Text>
        <DeskMenu
          me={me}
          onHelp={props.onHelp}
          onHandOver={() => setWriting(true)}
          onSignOut={props.onSignOut}
        />
      </div>
      <HandOvers writing={writing} onWriting={setWriting} />
      <div style={{ padding: 8 }}>
        <ListFilters place={place} go={go} />
        {place.q === '' ? (
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
            {found.end === null ? '' : '+'}
          </Text>
        )}
      </div>
      {rows.length === 0 && !found.isPending && (
        <Text size="sm" c="dimmed" ta="center" p="lg">
          {problem === null ? t(empty) : t(problem.key, problem.values)}
        </Text>
      )}
      <ListRows
        key={found.asked}
        rows={rows}
        whole={found.end === null}
        me={me}
        chosen={place.conversation}
        loading={found.fetchingMore}
        onChoose={(id) => go({ conversation: id, pane: 'thread' })}
        onNearEnd={() => void found.more()}
        onSee={found.see}
      />
    </nav>
  );
}

/** A list in which somebody wrote something that has not been answered. */
function WithNews({ label, of }: { label: string; of: number }) {
  const { t } = useTranslation();
  return (
    <span>
      {label}
      <span className={classes['dot']} aria-hidden />
      <VisuallyHidden>{t('list.with_news', { count: of })}</VisuallyHidden>
    </span>
  );
}
