import { Alert, Button, Container, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call, CallError } from '../../http/web/call.ts';
import { LanguageSwitch } from '../../http/web/LanguageSwitch.tsx';
import { trackAnswer, type TrackAnswer } from '../shapes.ts';
import { KeepReceipt } from './KeepReceipt.tsx';
import { readLink } from './link.ts';
import { StatusCard } from './StatusCard.tsx';
import { VerifyReceipt } from './VerifyReceipt.tsx';

/** With the secret that it was found with: what is in the form may have changed since. */
interface Found {
  readonly answer: TrackAnswer;
  readonly secret: string;
}
type Result = 'none' | 'slow' | 'broken' | Found;

const fromLink = readLink();

/** Status by reference code and secret, for anybody who holds both. */
export function TrackPage() {
  const { t } = useTranslation();
  const [reference, setReference] = useState(fromLink.reference);
  const [secret, setSecret] = useState(fromLink.secret);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  useEffect(() => {
    document.title = `${t('title')} · 1212 OCC`;
  }, [t]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const empty = reference.trim() === '' || secret.trim() === '';
    setMissing(empty);
    if (empty || busy) return;
    setBusy(true);
    setResult(await ask(reference, secret));
    setBusy(false);
  };
  const error = (value: string) => (missing && value.trim() === '' ? t('missing') : undefined);
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
        <form noValidate onSubmit={(event) => void submit(event)}>
          <Stack>
            <TextInput
              size="lg"
              label={t('reference')}
              description={t('reference_hint')}
              error={error(reference)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
            <TextInput
              size="lg"
              label={t('secret')}
              description={t('secret_hint')}
              error={error(secret)}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
            <Button type="submit" size="lg" aria-busy={busy}>
              {t('show')}
            </Button>
          </Stack>
        </form>
        <div aria-live="polite">
          {typeof result === 'string' && (
            <Alert color="orange" title={t(`${result}.title`)} data-testid="track-problem">
              {t(`${result}.text`)}
            </Alert>
          )}
          {typeof result === 'object' && result !== null && <StatusCard found={result.answer} />}
        </div>
        {typeof result === 'object' && result !== null && (
          <KeepReceipt
            reference={result.answer.reference}
            secret={result.secret}
            picture={result.answer.picture}
          />
        )}
        <VerifyReceipt />
        <Text size="sm" c="dimmed">
          {t('safety')}
        </Text>
      </Stack>
    </Container>
  );
}

async function ask(reference: string, secret: string): Promise<Result> {
  try {
    const body = { reference, secret };
    return { answer: await call(trackAnswer, '/track', { method: 'POST', body }), secret };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.status === 429) return 'slow';
    return error.status === 404 || error.status === 400 ? 'none' : 'broken';
  }
}
