import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { TrackAnswer } from '../shapes.ts';

/** What happened, latest first, and when the person was told of it. */
export function History({ events }: { events: TrackAnswer['history'] }) {
  const { t } = useTranslation();
  const dates = useDates();
  return (
    <div>
      <Title order={3} size="h5">
        {t('history')}
      </Title>
      <List listStyleType="none" spacing="xs" mt={4} data-testid="track-history">
        {events.toReversed().map(({ at, status, holder, toldAt }) => (
          <List.Item key={`${at} ${status} ${holder}`}>
            <Text size="sm" fw={600}>
              {t(`status.${status}`)}
            </Text>
            <Text size="sm">
              {dates.full(at)} · {t(`holder.${holder}`, holder)}
            </Text>
            <Text size="sm" c="dimmed">
              {toldAt === null ? t('not_told') : `${t('told')} ${dates.full(toldAt)}`}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
