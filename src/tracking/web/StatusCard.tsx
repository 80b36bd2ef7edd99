import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { TrackAnswer } from '../shapes.ts';

/** What is known of the case, in words. */
export function StatusCard({ found }: { found: TrackAnswer }) {
  const { t } = useTranslation();
  const dates = useDates();
  return (
    <Card withBorder padding="lg" data-testid="track-result">
      <Stack gap="sm">
        <Text ff="monospace" fz="lg" fw={600}>
          {found.reference}
        </Text>
        <div>
          <Text size="sm" c="dimmed">
            {t('now')}
          </Text>
          <Title order={2} size="h3">
            {t(`status.${found.status}`)}
          </Title>
        </div>
        <Fact name={t('next')}>{t(`next_step.${found.nextStep}`)}</Fact>
        <Fact name={t('held_by')}>{t(`holder.${found.holder}`, found.holder)}</Fact>
        <Fact name={t('filed')}>{dates.full(found.createdAt)}</Fact>
        <Fact name={t('changed')}>{dates.full(found.updatedAt)}</Fact>
      </Stack>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text>{children}</Text>
    </div>
  );
}
