import { Badge, Group, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { Member } from '../../../http/session-shapes.ts';
import type { ConversationView } from '../../shapes.ts';
import { inWords, useNow } from '../clock.ts';
import classes from '../desk.module.css';
import { useName } from '../name.ts';

/** One conversation in the list: who, what about, how urgent, how long it waits, the last line. */
export function Row(props: {
  item: ConversationView;
  me: Member;
  /** Names of the colleagues who have it open now. Null: nobody else has. */
  lookers: string | null;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { item, me, lookers, chosen, onChoose } = props;
  const { t } = useTranslation();
  const dates = useDates();
  const now = useNow();
  const name = useName(item);
  const { waitingSince, lastMessage } = item;
  const about = [
    ...(item.problemType === null ? [] : [t(`type.${item.problemType}`)]),
    ...item.cases.slice(-1),
  ];
  const holder = item.assignee?.id === me.id ? t('list.you') : item.assignee?.name;
  return (
    <UnstyledButton
      className={classes['row']}
      aria-current={chosen}
      data-row={item.id}
      data-testid="desk-conversation"
      onClick={onChoose}
    >
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Text fw={600} size="sm" truncate>
          {name}
        </Text>
        <Group gap={4} wrap="nowrap">
          {lookers !== null && (
            <span title={t('viewers.looking', { names: lookers })} data-testid="desk-lookers">
              <IconEye size={16} aria-hidden style={{ display: 'block' }} />
              <VisuallyHidden>{t('viewers.looking', { names: lookers })}</VisuallyHidden>
            </span>
          )}
          {item.urgency === 'urgent' && (
            <Badge color="red" variant="filled" autoContrast size="sm">
              {t('list.urgent')}
            </Badge>
          )}
          {item.unread > 0 && (
            <Badge circle={item.unread < 10} aria-label={t('list.unread', { count: item.unread })}>
              {item.unread}
            </Badge>
          )}
        </Group>
      </Group>
      {about.length > 0 && (
        <Text size="xs" truncate>
          {about.join(' · ')}
        </Text>
      )}
      <Text size="sm" c="dimmed" truncate>
        {lastMessage !== null && (
          <>
            {lastMessage.from === 'consumer' ? '' : `${t(`from.${lastMessage.from}`)}: `}
            {lastMessage.takenBack
              ? t('list.taken_back')
              : lastMessage.text === ''
                ? t('list.attachment')
                : lastMessage.text}
          </>
        )}
      </Text>
      <Group justify="space-between" wrap="nowrap" gap={6}>
        <Text size="xs" c="dimmed" truncate>
          {lastMessage !== null && dates.full(lastMessage.at)}
        </Text>
        <Text size="xs" fw={waitingSince === null ? 400 : 600} truncate>
          {waitingSince === null
            ? item.snoozedUntil === null
              ? (holder ?? '')
              : t('snooze.until', { when: dates.full(item.snoozedUntil) })
            : t('list.waiting', { time: inWords(t, now - Date.parse(waitingSince)) })}
        </Text>
      </Group>
    </UnstyledButton>
  );
}
