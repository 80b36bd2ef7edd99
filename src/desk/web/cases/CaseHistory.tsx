import { Text, Timeline, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import type { CaseView } from '../../shapes.ts';

/** Every move of the case, latest first. */
export function CaseHistory({ record }: { record: CaseView }) {
  const { t } = useTranslation();
  const dates = useDates();
  return (
    <section>
      <Title order={3} size="h6" mb="xs">
        {t('panel.history')}
      </Title>
      <Timeline bulletSize={12} lineWidth={2} active={record.history.length}>
        {record.history.toReversed().map((event, index) => (
          <Timeline.Item key={index} title={t(`status.${event.status}`)}>
            <Text size="xs" c="dimmed">
              {dates.full(event.at)} · {event.by === 'bot' && t('panel.by_bot')}
              {event.by === 'consumer' && t('cases.by_consumer')}
              {event.by !== 'bot' && event.by !== 'consumer' && t('panel.by', { by: event.by })}
              {event.word !== null && ` · “${event.word}”`}
              {event.toldAt !== null && ` · ${t('cases.told')}`}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}
