import { Alert, Badge, Button, Card, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../http/web/dates.ts';
import type { AgencyPage } from '../shapes.ts';

/** What the referral is about: nothing of people, who stand in the bundle only. */
export function CaseCard({ page, token }: { page: AgencyPage; token: string }) {
  const { t, i18n } = useTranslation();
  const dates = useDates();
  const [failed, setFailed] = useState(false);
  const agency = i18n.language === 'en' ? page.agency.en : page.agency.th;
  const rows = [
    [t('agency'), agency],
    [t('kind'), t(`type.${page.type}`)],
    [t('filed'), dates.full(page.filedAt)],
    [t('sent'), dates.full(page.sentAt)],
    [t('files'), t('file_count', { count: page.files })],
    [t('state'), t(`referral.${page.status}`)],
    [t('ends'), dates.day(page.linkEndsAt)],
  ] as const;
  return (
    <Card withBorder data-testid="reply-case">
      <Stack gap="sm">
        <div>
          <Text size="sm" c="dimmed">
            {t('reference')}
          </Text>
          <Text ff="monospace" fw={600} size="lg">
            {page.reference}
          </Text>
          {page.urgent && (
            <Badge color="red.9" variant="filled">
              {t('urgent')}
            </Badge>
          )}
        </div>
        {rows.map(([name, value]) => (
          <div key={name}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text>{value}</Text>
          </div>
        ))}
        {page.note !== null && (
          <div>
            <Text size="sm" c="dimmed">
              {t('note_from_centre')}
            </Text>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{page.note}</Text>
          </div>
        )}
        <Button
          variant="default"
          size="md"
          h="auto"
          py="xs"
          styles={{ label: { whiteSpace: 'normal', lineHeight: 1.5 } }}
          onClick={() => void download(token, page.reference).then((done) => setFailed(!done))}
        >
          {t('download')}
        </Button>
        {failed && <Alert color="orange" role="alert" title={t('broken.title')} />}
        {page.said.length > 0 && (
          <section>
            <Title order={2} size="h5">
              {t('said')}
            </Title>
            {page.said.map(({ at, status, note }) => (
              <Text key={at} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {dates.full(at)} · {t(`referral.${status}`)}
                {note === null ? '' : ` · ${note}`}
              </Text>
            ))}
          </section>
        )}
      </Stack>
    </Card>
  );
}

/** By a call and not by a link: the token must not stand in an address. */
async function download(token: string, reference: string): Promise<boolean> {
  // A line that breaks off is a failure like any other.
  const response = await fetch('/api/agency/bundle', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => null);
  if (response === null || !response.ok) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${reference}.zip`;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}
