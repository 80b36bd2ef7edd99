import { Alert, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, CallError } from '../../http/web/call.ts';
import { LanguageSwitch } from '../../http/web/LanguageSwitch.tsx';
import { agencyPageShape, type AgencyPage } from '../shapes.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { CaseCard } from './CaseCard.tsx';
import { readToken } from './link.ts';

type Trouble = 'no_link' | 'slow' | 'broken' | 'stale';
const token = readToken();

/** What came to an agency, and what it says to it. */
export function ReplyPage() {
  const { t } = useTranslation();
  const [page, setPage] = useState<AgencyPage | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [saved, setSaved] = useState(false);
  const look = async (): Promise<void> => {
    try {
      setPage(await call(agencyPageShape, '/agency/look', { method: 'POST', body: { token } }));
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  useEffect(() => {
    void look();
  }, []);
  useEffect(() => {
    document.title = `${t('title')} · 1212 OCC`;
  }, [t]);
  const send = async (status: string, note: string): Promise<void> => {
    const body = { token, version: page?.version, status, note: note || null };
    try {
      setTrouble(null);
      setPage(await call(agencyPageShape, '/agency/reply', { method: 'POST', body }));
      setSaved(true);
    } catch (error) {
      setSaved(false);
      setTrouble(troubleOf(error));
      if (troubleOf(error) === 'stale') await look();
    }
  };
  return (
    <Container component="main" size="xs" py="md">
      <Stack gap="lg">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>1212 OCC</Text>
          <LanguageSwitch />
        </Group>
        <div>
          <Title order={1} size="h2">
            {t('title')}
          </Title>
          <Text mt={4}>{t('intro')}</Text>
        </div>
        <div aria-live="polite">
          {page === null && trouble === null && <Text>{t('loading')}</Text>}
          {trouble !== null && (
            <Alert color="orange" title={t(`${trouble}.title`)} data-testid="reply-problem">
              {t(`${trouble}.text`)}
            </Alert>
          )}
          {saved && (
            <Alert color="green" title={t('thanks.title')} data-testid="reply-saved">
              {t('thanks.text')}
            </Alert>
          )}
        </div>
        {page !== null && (
          <>
            <CaseCard page={page} token={token} />
            {page.answers.length === 0 ? (
              <Text>{t('over')}</Text>
            ) : (
              <AnswerForm key={page.version} answers={page.answers} send={send} />
            )}
          </>
        )}
        <Text size="sm" c="dimmed">
          {t('privacy')}
        </Text>
      </Stack>
    </Container>
  );
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof CallError)) throw error;
  if (error.status === 404) return 'no_link';
  if (error.status === 409) return 'stale';
  return error.status === 429 ? 'slow' : 'broken';
}
