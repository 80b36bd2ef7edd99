import { Alert, Anchor, Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { TrackAnswer } from '../shapes.ts';
import { CopyCode } from './CopyCode.tsx';
import { History } from './History.tsx';

/** What is known of the case, in words. */
export function StatusCard({ found }: { found: TrackAnswer }) {
  const { t } = useTranslation();
  const dates = useDates();
  return (
    <Card withBorder padding="lg" data-testid="track-result">
      <Stack gap="sm">
        <CopyCode label={t('reference')} code={found.reference} />
        <div>
          <Text size="sm" c="dimmed">
            {t('now')}
          </Text>
          <Title order={2} size="h3">
            {t(`status.${found.status}`)}
          </Title>
        </div>
        {found.erasureAnsweredAt !== null && (
          <Alert color="blue" title={t('erasure_answered')} data-testid="track-erasure">
            {t('erasure_answered_how')} ({dates.full(found.erasureAnsweredAt)})
          </Alert>
        )}
        <Fact name={t('next')}>{t(`next_step.${found.nextStep}`)}</Fact>
        <Fact name={t('held_by')}>{t(`holder.${found.holder}`, found.holder)}</Fact>
        <Contact contact={found.contact} />
        <Fact name={t('filed')}>{dates.full(found.createdAt)}</Fact>
        <Fact name={t('changed')}>{dates.full(found.updatedAt)}</Fact>
        <History events={found.history} />
      </Stack>
    </Card>
  );
}

/** How to reach who has the case, as far as that is sure. */
function Contact({ contact }: { contact: TrackAnswer['contact'] }) {
  const { t, i18n } = useTranslation();
  if (contact === null) return null;
  const { name, hotline, website, hours } = contact;
  const language = i18n.language === 'en' ? 'en' : 'th';
  return (
    <div>
      <Text size="sm">{name[language]}</Text>
      {hotline !== null && (
        <Text size="sm">
          {t('hotline')}{' '}
          <Anchor href={`tel:${hotline.replace(/[^\d+]/g, '')}`} underline="always">
            {hotline}
          </Anchor>
          {hours !== null && ` · ${hours[language]}`}
        </Text>
      )}
      {website !== null && (
        <Anchor href={website} size="sm" underline="always" rel="noreferrer" target="_blank">
          {website.replace(/^https?:\/\//, '')}
        </Anchor>
      )}
    </div>
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
