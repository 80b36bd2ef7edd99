import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../http/web/dates.ts';
import { useOpinions } from './opinions.ts';

/** What the person thinks of how the case was closed; nothing while nothing was told. */
export function Opinions({ reference }: { reference: string }) {
  const { t } = useTranslation();
  const dates = useDates();
  const { data } = useOpinions(reference);
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={t('opinion.title')} data-testid="opinions">
      <Text fw={600}>{t('opinion.title')}</Text>
      <List size="sm" listStyleType="none">
        {items.map(({ closedAt, agent, rating, solved, words }) => (
          <List.Item key={closedAt}>
            {t('opinion.closed', { at: dates.full(closedAt), agent })}
            {rating !== null && <Text size="sm">{t('opinion.rating', { rating })}</Text>}
            {solved !== null && <Text size="sm">{t(`opinion.solved_${solved}`)}</Text>}
            {words.map((word) => (
              <Text key={word} size="sm" fs="italic">
                {word}
              </Text>
            ))}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
